import * as z from "zod";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";
import type { Fields, PersonalVault } from "./personal-vault.ts";
import type { RecordClass } from "./record-classes.ts";

const Sealed = z.object({ sealed: z.record(z.string(), z.string()) });

interface VaultKit {
  readonly table: Table;
  readonly vault: PersonalVault;
}

/** Keeps personal fields as a record of their own, which is written once. */
export async function sealedRecordChange(
  vault: PersonalVault,
  recordClass: RecordClass,
  id: string,
  fields: Fields,
): Promise<Change> {
  const sealed = await vault.seal(recordClass, id, fields);
  return {
    write: {
      kind: "put",
      item: { ...keys.personal(recordClass, id), type: "personal", sealed },
      condition: { kind: "absent" },
    },
  };
}

/** The fields of several records in clear, by their ids; those that do not exist are left out. */
export async function openRecords(
  { table, vault }: VaultKit,
  recordClass: RecordClass,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Fields>> {
  const idByKey = new Map(ids.map((id) => [keys.personal(recordClass, id).pk, id]));
  const items = await table.getMany(ids.map((id) => keys.personal(recordClass, id)));
  const opened = await Promise.all(
    items.map(async (item): Promise<readonly [string, Fields]> => {
      const id = idByKey.get(item.pk) ?? "";
      return [id, await vault.open(recordClass, id, Sealed.parse(item).sealed)];
    }),
  );
  return new Map(opened);
}
