import * as z from "zod";
import { DisputeFile } from "../../domain/lesson/dispute.ts";
import type { DisputeId } from "../../domain/shared/ids.ts";
import { storable } from "../aggregates.ts";
import type { PersonalVault } from "../personal/personal-vault.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/**
 * The file of a dispute, listed by county for those who settle it. It is written with its lesson's head and
 * follows it; its own condition is only that nothing else settled the same dispute.
 */
const DISPUTE = "dispute";
const DisputeItem = z.object({ state: DisputeFile });

/** @returns the file, or nothing where no dispute has this id */
export async function findDispute(
  table: Table,
  disputeId: string,
): Promise<DisputeFile | undefined> {
  const item = await table.get(keys.dispute(disputeId));
  return item === undefined ? undefined : DisputeItem.parse(item).state;
}

/** Reads up to 100 files, in the order asked for. */
export async function findDisputes(
  table: Table,
  disputeIds: readonly string[],
): Promise<readonly DisputeFile[]> {
  const items = await table.getMany(disputeIds.map(keys.dispute));
  const files = items.map((item) => DisputeItem.parse(item).state);
  const byId = new Map<string, DisputeFile>(files.map((file) => [file.disputeId, file]));
  return disputeIds.flatMap((id) => byId.get(id) ?? []);
}

/** Opens the file, or writes how it was settled. */
export const disputeChange = (file: DisputeFile): Change => ({
  write: {
    kind: "put",
    item: {
      ...keys.dispute(file.disputeId),
      type: DISPUTE,
      schemaVersion: 1,
      status: file.status,
      gsi2pk: keys.disputesOfUnit(file.countyUnitId),
      gsi2sk: file.disputeId,
      state: storable(DisputeFile.parse(file)),
    },
    condition:
      file.status === "open"
        ? { kind: "absent" }
        : { kind: "equals", attribute: "status", value: "open" },
  },
});

/** Who wrote: the family when it disputed, the officer when it found. */
export type Author = "family" | "officer";
const CLASS_OF = { family: "dispute", officer: "dispute-finding" } as const;
const SealedText = z.object({ sealed: z.object({ text: z.string() }) });

/** What people wrote about a dispute may name anyone: it lies sealed in the vault, and nowhere else. */
export async function disputeTextChange(
  vault: PersonalVault,
  disputeId: DisputeId,
  author: Author,
  text: string,
): Promise<Change> {
  const recordClass = CLASS_OF[author];
  const sealed = await vault.seal(recordClass, disputeId, { text });
  return {
    write: {
      kind: "put",
      item: { ...keys.personal(recordClass, disputeId), type: "personal", sealed },
      condition: { kind: "absent" },
    },
  };
}

/** @returns what they wrote, or nothing where they have not */
export async function disputeTextBy(
  { table, vault }: { readonly table: Table; readonly vault: PersonalVault },
  disputeId: DisputeId,
  author: Author,
): Promise<string | undefined> {
  const recordClass = CLASS_OF[author];
  const item = await table.get(keys.personal(recordClass, disputeId));
  if (item === undefined) return undefined;
  const { sealed } = SealedText.parse(item);
  const { text } = await vault.open(recordClass, disputeId, sealed);
  return text;
}
