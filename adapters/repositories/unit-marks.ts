import * as z from "zod";
import { UnitId } from "../../domain/shared/ids.ts";
import { EpochMs } from "../../domain/shared/time.ts";
import { DUE_SHARDS, shardOf } from "../due-index.ts";
import { isCommitted } from "../overtaken.ts";
import { keys } from "../table/keys.ts";
import type { Item, Key, Table, Write } from "../table/table.ts";

/**
 * What schedules have to do, and for which units. Whatever changes a figure that sums are made of marks its unit
 * afterwards; whoever makes the sums takes the mark before reading, and removes it at the end if it is still the
 * taker's. So a change is either read by the one who took the mark, or marks the unit anew.
 */
const UnitMark = z.object({
  unitId: UnitId,
  /** Who makes the sums; absent where something has changed that nobody has begun to read. */
  takenBy: z.string().optional(),
  /** The last pass at which the sums were complete; absent where they still were at the latest pass. */
  since: EpochMs.optional(),
});
export type UnitMark = z.infer<typeof UnitMark>;

const changed = (unitId: string): Key => ({
  pk: keys.unitMarks("CHANGED", shardOf(unitId)),
  sk: unitId,
});
const sold = (unitId: string): Key => ({ pk: keys.unitMarks("SOLD", shardOf(unitId)), sk: unitId });

/** Says that something has changed, whatever the mark said before; part of the commit that changes it. */
export const changedWrite = (unitId: string): Write => ({
  kind: "update",
  key: changed(unitId),
  set: { type: "unit-mark", unitId },
  remove: ["takenBy"],
});

/**
 * Marks units in which something has changed, after it was committed. A mark that waits already is left alone, so
 * that a unit is written to once between two passes, however much changes in it.
 */
export async function markChanged(table: Table, unitIds: readonly string[]): Promise<void> {
  const marks = await readMarks(table, unitIds);
  for (const unitId of new Set(unitIds)) {
    const mark = marks.get(unitId);
    if (mark === undefined || mark.takenBy !== undefined)
      await table.commit([changedWrite(unitId)]);
  }
}

/** Marks counties in which something was sold, for good. */
export async function markSold(table: Table, unitIds: readonly string[]): Promise<void> {
  const wanted = new Map(unitIds.map((unitId) => [unitId, sold(unitId)]));
  const known = await readMany(table, [...wanted.values()]);
  for (const { sk } of known) wanted.delete(sk);
  for (const [unitId, key] of wanted)
    await table.commit([{ kind: "put", item: { ...key, type: "unit-mark", unitId } }]);
}

/** The marks of some units; units that nothing is to be done for are left out. */
export async function readMarks(
  table: Table,
  unitIds: readonly string[],
): Promise<ReadonlyMap<string, UnitMark>> {
  const items = await readMany(table, [...new Set(unitIds)].map(changed));
  return new Map(items.map((item) => [item.sk, UnitMark.parse(item)]));
}

const MOST_AT_ONCE = 100;

/** Reads any number of items, in no order. */
export async function readMany(table: Table, wanted: readonly Key[]): Promise<readonly Item[]> {
  const pages = Array.from({ length: Math.ceil(wanted.length / MOST_AT_ONCE) }, (_, page) =>
    table.getMany(wanted.slice(page * MOST_AT_ONCE, (page + 1) * MOST_AT_ONCE)),
  );
  return (await Promise.all(pages)).flat();
}

/** Every unit in which something has changed since its sums were made. */
export const changedUnits = (table: Table): Promise<readonly UnitMark[]> =>
  allMarks(table, "CHANGED");

/** Every county in which something was ever sold. */
export const soldCounties = (table: Table): Promise<readonly UnitMark[]> => allMarks(table, "SOLD");

async function allMarks(table: Table, kind: "CHANGED" | "SOLD"): Promise<readonly UnitMark[]> {
  const shards = Array.from({ length: DUE_SHARDS }, (_, shard) => keys.unitMarks(kind, shard));
  return (await Promise.all(shards.map((pk) => marksIn(table, pk)))).flat();
}

async function marksIn(table: Table, pk: string): Promise<readonly UnitMark[]> {
  const found: UnitMark[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await table.query({ pk, consistent: true, ...(after && { after }) });
    found.push(...page.items.map((item) => UnitMark.parse(item)));
    after = page.next;
  } while (after !== undefined);
  return found;
}

/** Takes a unit's mark, whoever had it: what changes from now on marks it anew. @returns whether there was one */
export const takeMark = (table: Table, unitId: string, takenBy: string): Promise<boolean> =>
  isCommitted(table, [
    {
      kind: "update",
      key: changed(unitId),
      set: { takenBy },
      condition: { kind: "present" },
    },
  ]);

/** Removes a mark that nothing and nobody has touched since it was taken. */
export const removeMark = (table: Table, unitId: string, takenBy: string): Promise<boolean> =>
  isCommitted(table, [
    {
      kind: "delete",
      key: changed(unitId),
      condition: { kind: "equals", attribute: "takenBy", value: takenBy },
    },
  ]);

/**
 * Says that a unit's sums are behind since a pass, unless they are behind for longer. Whoever is making them may have
 * read before that, and does not end it.
 */
export async function markBehind(table: Table, unitId: string, since: EpochMs): Promise<void> {
  const isNew = await isCommitted(table, [
    {
      kind: "update",
      key: changed(unitId),
      set: { type: "unit-mark", unitId, since },
      remove: ["takenBy"],
      condition: { kind: "attribute-absent", attribute: "since" },
    },
  ]);
  if (!isNew) await table.commit([changedWrite(unitId)]);
}

const Pass = z.object({ at: EpochMs });

/** When the latest pass went over all marks; none where there was none. */
export async function latestPass(table: Table): Promise<EpochMs | undefined> {
  const item = await table.get(keys.fundsPass);
  return item && Pass.parse(item).at;
}

/** Notes a pass: every unit that is not marked as behind is complete as of it. A later one is left as it is. */
export const notePass = (table: Table, at: EpochMs): Promise<boolean> =>
  isCommitted(table, [
    {
      kind: "put",
      item: { ...keys.fundsPass, type: "funds-pass", at },
      condition: {
        kind: "any",
        of: [{ kind: "absent" }, { kind: "below", attribute: "at", value: at }],
      },
    },
  ]);
