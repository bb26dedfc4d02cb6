import { type Calendar, isRestDay } from "../reference/calendar.ts";
import { invariant } from "../shared/invariant.ts";
import { onDemand } from "../shared/record.ts";
import { addDays, type LocalDate } from "../shared/time.ts";
import { dayNumber } from "./day-number.ts";
import { facts, type FactValues, type FlowName } from "./facts.ts";
import type { FactName } from "../shared/fact-names.ts";

/** The facts of one institution over consecutive days, a column for each fact. */
interface LaidOut {
  /** The first day of which anything is known, as a day number. */
  readonly firstDay: number;
  readonly dayCount: number;
  /** The values of a fact: `NaN` where one is not known; what did not happen is 0. */
  readonly column: (name: FactName) => Float64Array;
  /** What each day is to banks and schools. */
  readonly daysOff: Uint8Array;
}

/** What indicators look back on. */
export interface FactHistory extends LaidOut {
  /** What happened before each day, the last of which is the day after the history: any span is one difference. */
  readonly totals: (name: FlowName) => Float64Array;
}

/** The facts of a day, as they are stored. */
export interface FactsOfDay {
  readonly day: LocalDate;
  readonly values: FactValues;
}

/**
 * Lays the daily items of an institution out: a day without an item had no flows, and its levels stand. A fact gets its
 * column when it is first looked at: an indicator reads a few of the dozens there are.
 * @param items in the order of their days, at most one for a day
 * @param from the day on which the history begins: levels of earlier items are carried into it
 */
export function historyOf(
  items: readonly FactsOfDay[],
  calendar: Calendar,
  { from, to }: { readonly from: LocalDate; readonly to: LocalDate },
): FactHistory {
  const firstDay = dayNumber(from);
  const dayCount = dayNumber(to) - firstDay + 1;
  invariant(dayCount >= 1, `a history from ${from} to ${to} has a day`);
  const byDay = new Map(items.map(({ day, values }) => [dayNumber(day), values]));
  invariant(byDay.size === items.length, "there is one item of facts for each day");
  const before = items.filter(({ day }) => day < from);
  return withTotals({
    firstDay,
    dayCount,
    column: onDemand((name) =>
      columnOf(name, lastOf(name, before), dayCount, (index) => byDay.get(firstDay + index)),
    ),
    daysOff: daysOffFrom(from, dayCount, calendar),
  });
}

/** Adds up what happened of a fact, once for all looks at it. */
export const withTotals = (laidOut: LaidOut): FactHistory => ({
  ...laidOut,
  totals: onDemand((name) => {
    const totals = new Float64Array(laidOut.dayCount + 1);
    laidOut.column(name).forEach((value, index) => {
      totals[index + 1] = (totals[index] ?? 0) + value;
    });
    return totals;
  }),
});

/** A day on which banks pay; a rest day; a public holiday, when no lessons are no sign of anything. */
export const DAY_OFF = { none: 0, rest: 1, holiday: 2 } as const;

/** So many days by the calendar. A year without its notice has weekends, and no holidays. */
export const daysOffFrom = (from: LocalDate, dayCount: number, calendar: Calendar): Uint8Array =>
  Uint8Array.from({ length: dayCount }, (_, index) => {
    const date = addDays(from, index);
    if (calendar.day(date)?.kind === "holiday") return DAY_OFF.holiday;
    return isRestDay(calendar, date) ? DAY_OFF.rest : DAY_OFF.none;
  });

const lastOf = (name: FactName, items: readonly FactsOfDay[]): number =>
  items.reduce((known, { values }) => values[name] ?? known, NaN);

function columnOf(
  name: FactName,
  before: number,
  dayCount: number,
  valuesAt: (index: number) => FactValues | undefined,
): Float64Array {
  const { kind } = facts[name];
  const values = new Float64Array(dayCount);
  let standing = before;
  for (let index = 0; index < dayCount; index += 1) {
    const value = valuesAt(index)?.[name];
    if (kind === "level") standing = value ?? standing;
    values[index] = kind === "level" ? standing : (value ?? (kind === "flow" ? 0 : NaN));
  }
  return values;
}
