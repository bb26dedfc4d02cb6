import {
  addToDay,
  addToStanding,
  changedFacts,
  EMPTY_DAY,
  type StampedPart,
} from "../domain/risk/projection/day-record.ts";
import { InstitutionId } from "../domain/shared/ids.ts";
import { type LocalDate, shanghaiDate } from "../domain/shared/time.ts";
import { storable } from "./aggregates.ts";
import { FACTS } from "./entry-type.ts";
import type { FoldPlace } from "./facts-shares.ts";
import type { Entry } from "./journal.ts";
import { DayItem, StandingItem } from "./repositories/facts-items.ts";
import { keys } from "./table/keys.ts";
import type { Condition, Item, Key, Table, Write } from "./table/table.ts";

/** Parts of days, and the newest of the entries that they come from. */
export interface GatheredParts {
  readonly parts: readonly StampedPart[];
  readonly newest: Pick<Entry, "at" | "correlationId">;
}

/** The writes that add parts to their days and to how the facts stand, if nobody else has meanwhile. */
export async function factsWrites(
  table: Table,
  place: FoldPlace,
  { parts, newest }: GatheredParts,
): Promise<readonly Write[]> {
  if (parts.length === 0) return [];
  const byDay = Map.groupBy(parts, ({ day }) => day);
  const keyOf = (day: LocalDate) => keys.factsOfDay(place.institutionId, place.generation, day);
  const standingKey = keys.factsStanding(place.institutionId, place.generation);
  const found = await table.getMany([...[...byDay.keys()].map(keyOf), standingKey]);
  const before = new Map(found.map((item) => [item.sk, item]));
  const days = [...byDay].map(([day, ofDay]) => {
    const item = before.get(keyOf(day).sk);
    return dayWrite(place, day, item && DayItem.parse(item), { parts: ofDay, newest });
  });
  const standing = before.get(standingKey.sk);
  return [...days, standingWrite(standingKey, standing && StandingItem.parse(standing), parts)];
}

/** A day that lies ahead, on which something will be overdue, is not told of: it has not come. */
function dayWrite(
  { institutionId, generation, announces }: FoldPlace,
  day: LocalDate,
  before: DayItem | undefined,
  { parts, newest }: GatheredParts,
): Write {
  const record = addToDay(before ?? EMPTY_DAY, parts);
  const isTold = announces && day <= shanghaiDate(newest.at);
  const item: DayItem = {
    type: FACTS,
    institutionId: InstitutionId.parse(institutionId),
    day,
    ...record,
    version: (before?.version ?? 0) + 1,
    changed: isTold ? [...changedFacts(before ?? EMPTY_DAY, record)] : [],
    at: newest.at,
    correlationId: newest.correlationId,
  };
  return versioned(keys.factsOfDay(institutionId, generation, day), { ...item }, before);
}

/** It is written with whatever changes, so that its version is that of all facts of the institution. */
const standingWrite = (
  key: Key,
  before: StandingItem | undefined,
  parts: readonly StampedPart[],
): Write => {
  const version = (before?.version ?? 0) + 1;
  return versioned(
    key,
    { type: "facts-standing", ...addToStanding(before, parts), version },
    before,
  );
};

function versioned(
  key: Key,
  content: { readonly type: string } & Readonly<Record<string, unknown>>,
  before: { readonly version: number } | undefined,
): Write {
  const condition: Condition =
    before === undefined
      ? { kind: "absent" }
      : { kind: "equals", attribute: "version", value: before.version };
  const item: Item = { ...fieldsOf(content), ...key, type: content.type };
  return { kind: "put", item, condition };
}

const fieldsOf = (content: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(content).map(([name, value]) => [name, storable(value)] as const),
  );
