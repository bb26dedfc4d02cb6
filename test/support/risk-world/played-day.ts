import { dayNumber } from "../../../domain/risk/day-number.ts";
import type { FactHistory } from "../../../domain/risk/history.ts";
import type { FactName } from "../../../domain/shared/fact-names.ts";
import { addDays, type EpochMs, type LocalDate, startOfDay } from "../../../domain/shared/time.ts";
import { FIRST_DATE } from "./season.ts";

/** Between two things that are recorded on one day. */
const STEP_MS = 20;

/** A day of a sheet while it is told in entries: what it counts, and instants for what is behind that. */
export interface PlayedDay {
  readonly date: LocalDate;
  readonly startsAt: EpochMs;
  /** A fact of the day; what is not known is 0. */
  count(fact: FactName): number;
  isKnown(fact: FactName): boolean;
  /** The next instant of the day. */
  at(): EpochMs;
}

/** The days of a sheet, one after the other. */
export function* daysOf(history: FactHistory): Generator<PlayedDay> {
  const beganOn = history.firstDay - dayNumber(FIRST_DATE);
  for (let index = 0; index < history.dayCount; index += 1) {
    const date = addDays(FIRST_DATE, beganOn + index);
    const startsAt = startOfDay(date);
    let now = startsAt;
    const value = (fact: FactName): number => history.column(fact)[index] ?? NaN;
    yield {
      ...{ date, startsAt },
      count: (fact) => (Number.isNaN(value(fact)) ? 0 : value(fact)),
      isKnown: (fact) => !Number.isNaN(value(fact)),
      at: () => (now += STEP_MS),
    };
  }
}
