import type { Calendar } from "../../../domain/reference/calendar.ts";
import { calendarYear2026 } from "../../../domain/reference/calendar-data.ts";
import { calendarOf, CalendarYear } from "../../../domain/reference/calendar-year.ts";
import { DAY_OFF, daysOffFrom } from "../../../domain/risk/history.ts";
import { addDays, type LocalDate, localDate } from "../../../domain/shared/time.ts";

export const FIRST_DATE = localDate("2026-03-02");
export const DAY_COUNT = 365;

const namedDays = (from: string, count: number, zh: string, en: string) =>
  Array.from({ length: count }, (_, index) => ({
    date: addDays(localDate(from), index),
    kind: "holiday",
    name: { zh, en },
  }));

/** Invented: the notice for 2027 is not out, and an empty calendar would make every school look closed. */
const invented2027 = CalendarYear.parse({
  year: 2027,
  notice: "样例：2027年放假安排",
  namedDays: [
    ...namedDays("2027-01-01", 3, "元旦", "New Year's Day"),
    ...namedDays("2027-02-05", 8, "春节", "Spring Festival"),
  ],
});

const calendar: Calendar = calendarOf([calendarYear2026(), invented2027]);

/** What a day does to lessons and orders, for every institution alike. */
export interface Season {
  readonly date: LocalDate;
  readonly month: number;
  readonly isRestDay: boolean;
  readonly isHoliday: boolean;
  /** Lessons and orders beside an ordinary day's. */
  readonly lessons: number;
  readonly orders: number;
}

const daysOff = daysOffFrom(FIRST_DATE, DAY_COUNT, calendar);

/** The year, day by day: full summers, empty holidays, orders at the start of each term. */
export const year: readonly Season[] = Array.from({ length: DAY_COUNT }, (_, index) => {
  const date = addDays(FIRST_DATE, index);
  const month = Number(date.slice(5, 7));
  const isHoliday = daysOff[index] === DAY_OFF.holiday;
  const isSummer = month === 7 || month === 8;
  const isTermStart = [2, 3, 6, 9].includes(month);
  return {
    date,
    month,
    isHoliday,
    isRestDay: daysOff[index] !== DAY_OFF.none,
    lessons: isHoliday ? 0.03 : isSummer ? 1.4 : 1,
    orders: isHoliday ? 0.2 : isTermStart ? 1.5 : 0.85,
  };
});

/** The days off of the year from one of its days on. */
export const daysOffSince = (index: number): Uint8Array => daysOff.slice(index);

/** The working day after a day of the year, on which the bank pays. */
export function nextWorkingDay(index: number): number {
  let next = index + 1;
  while (year[next]?.isRestDay === true) next += 1;
  return next;
}
