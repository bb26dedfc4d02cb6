import * as z from "zod";
import { ENTRY } from "./entry-type.ts";
import { entryKey } from "./table/keys.ts";
import type { Table } from "./table/table.ts";

/** One entry: journal and outbox in one. Never edited, never deleted. */
export const Entry = z.object({
  pk: z.string(),
  sk: z.string(),
  type: z.literal(ENTRY),
  aggregateType: z.string(),
  aggregateId: z.string(),
  sequence: z.int().min(1),
  at: z.int(),
  actor: z.string(),
  correlationId: z.string(),
  causationId: z.string().optional(),
  unitId: z.string().optional(),
  institutionId: z.string().optional(),
  eventName: z.string(),
  eventVersion: z.int(),
  data: z.record(z.string(), z.unknown()),
});
export type Entry = z.infer<typeof Entry>;

/** The greatest sequence that a key can name: a journal up to it is the whole journal. */
export const LAST_SEQUENCE = 999_999_999;

type After = Readonly<Record<string, string>>;

/** All entries of an aggregate between two sequences, both included. */
export async function entriesBetween(
  table: Table,
  aggregatePk: string,
  from: number,
  to: number,
): Promise<readonly Entry[]> {
  const entries: Entry[] = [];
  const sk = { from: entryKey(aggregatePk, from).sk, to: entryKey(aggregatePk, to).sk };
  let after: After | undefined;
  do {
    const range = { pk: aggregatePk, sk, consistent: true };
    const page = await table.query(after === undefined ? range : { ...range, after });
    entries.push(...page.items.map((item) => Entry.parse(item)));
    after = page.next;
  } while (after !== undefined);
  return entries;
}
