import { dayNumber } from "../../../domain/risk/day-number.ts";
import { facts } from "../../../domain/risk/facts.ts";
import { FACT_NAMES, type FactName } from "../../../domain/shared/fact-names.ts";
import { type FactHistory, withTotals } from "../../../domain/risk/history.ts";
import { recordOf } from "../../../domain/shared/record.ts";
import { DAY_COUNT, FIRST_DATE, daysOffSince } from "./season.ts";

/** The facts of one institution while its year is played. */
export interface Sheet {
  /** As it is by now. */
  readonly history: () => FactHistory;
  /** @param day of the year, counted from 0 */
  put(day: number, values: Partial<Record<FactName, number>>): void;
}

const FIRST_DAY = dayNumber(FIRST_DATE);

/** A day of the year as a day number, as facts have it. */
export const dayNumberOn = (day: number): number => FIRST_DAY + day;

/** What is not put for a day did not happen, or is not known on it. */
export function sheetFrom(beganOn: number): Sheet {
  const dayCount = DAY_COUNT - beganOn;
  const columns = recordOf(FACT_NAMES, (name) =>
    new Float64Array(dayCount).fill(facts[name].kind === "flow" ? 0 : NaN),
  );
  return {
    history: () =>
      withTotals({
        firstDay: dayNumberOn(beganOn),
        dayCount,
        column: (name) => columns[name],
        daysOff: daysOffSince(beganOn),
      }),
    put(day, values) {
      for (const name of FACT_NAMES) {
        const value = values[name];
        if (value !== undefined) columns[name][day - beganOn] = value;
      }
    },
  };
}
