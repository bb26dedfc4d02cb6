import { FACT_NAMES } from "../../shared/fact-names.ts";
import { addDays, type LocalDate } from "../../shared/time.ts";
import type { FactValues } from "../facts.ts";
import type { FactsOfDay } from "../history.ts";
import { type DayRecord, isSummedLevel, isToldLevel, type Standing } from "./day-record.ts";

export interface RecordedDay {
  readonly day: LocalDate;
  readonly record: DayRecord;
}

type Values = Record<string, number>;

/**
 * The facts of some days as they are read: levels as they stood at the end of each day, and at the front an item of
 * the day before with every level known till then.
 * @param days every stored day from `from` on, also those behind `to`, in their order
 * @param earlier the levels that were told last before `from`
 */
export function readDays(
  standing: Standing,
  days: readonly RecordedDay[],
  earlier: FactValues,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): readonly FactsOfDay[] {
  const levels: Values = {};
  if (standing.firstDay <= to)
    for (const fact of FACT_NAMES.filter(isSummedLevel))
      levels[fact] = days.reduce(
        (sum, { record }) => sum - (record.values[fact] ?? 0),
        standing.sums[fact] ?? 0,
      );
  const front = { day: addDays(from, -1), values: { ...asTheyStand(levels), ...earlier } };
  const read = days
    .filter(({ day }) => day <= to)
    .map(({ day, record }) => ({ day, values: standingAt(levels, record) }));
  return [front, ...read];
}

/** The values of a day; it moves the summed levels on. */
function standingAt(levels: Values, { values: stored }: DayRecord): FactValues {
  const values: Values = {};
  for (const fact of FACT_NAMES) {
    const amount = stored[fact];
    if (amount === undefined) continue;
    if (isSummedLevel(fact)) levels[fact] = (levels[fact] ?? 0) + amount;
    values[fact] = isSummedLevel(fact) ? standing(levels[fact]) : amount;
  }
  return values;
}

/** What adds up to less than nothing stands at nothing: an overdrawn account holds no money. */
const standing = (sum = 0): number => Math.max(0, sum);

const asTheyStand = (levels: Values): Values =>
  Object.fromEntries(Object.entries(levels).map(([fact, sum]) => [fact, standing(sum)]));

/** The told levels whose value before a day the standing alone does not say. */
export const toldAround = (standing: Standing, from: LocalDate): readonly (keyof FactValues)[] =>
  FACT_NAMES.filter((fact) => {
    const told = isToldLevel(fact) ? standing.told[fact] : undefined;
    return told !== undefined && told.firstDay < from && told.lastDay >= from;
  });

/** The told levels that have stood since before a day. */
export const toldBefore = (standing: Standing, from: LocalDate): FactValues => {
  const values: Values = {};
  for (const fact of FACT_NAMES) {
    const told = standing.told[fact];
    if (told !== undefined && told.lastDay < from) values[fact] = told.value;
  }
  return values;
};
