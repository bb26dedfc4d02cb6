import * as z from "zod";
import { MemberId } from "../../domain/shared/ids.ts";
import { EpochMs } from "../../domain/shared/time.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** What someone wanted to see sealed things for. */
export const LookPurpose = z.enum(["handling", "supervision", "audit"]);
export type LookPurpose = z.infer<typeof LookPurpose>;

/**
 * One look at what lies sealed: who, when, in which operation, masked or in clear, and what for. Written
 * before anything is shown; never changed, never deleted.
 */
export const Look = z.object({
  aboutId: z.string(),
  memberId: MemberId,
  operation: z.string(),
  isClear: z.boolean(),
  purpose: LookPurpose.optional(),
  at: EpochMs,
  correlationId: z.string(),
});
export type Look = z.infer<typeof Look>;

/** @param lookId a ULID, so that looks lie in the order in which they were taken */
export const lookChange = (lookId: string, look: Look): Change => ({
  write: {
    kind: "put",
    item: { ...keys.look(look.aboutId, lookId), type: "look", ...Look.parse(look) },
    condition: { kind: "absent" },
  },
});

/** A page of the looks at one thing, the newest first. */
export async function looksAt(
  table: Table,
  aboutId: string,
  page: { readonly limit: number; readonly after?: Readonly<Record<string, string>> | undefined },
): Promise<{
  readonly looks: readonly Look[];
  readonly next?: Readonly<Record<string, string>>;
}> {
  const found = await table.query({
    pk: keys.look(aboutId, "").pk,
    backwards: true,
    limit: page.limit,
    ...(page.after === undefined ? {} : { after: page.after }),
  });
  const looks = found.items.map((item) => Look.parse(item));
  return found.next === undefined ? { looks } : { looks, next: found.next };
}
