import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import { CalendarCorrected } from "../../events/reference.ts";
import { ok, type Result } from "../shared/result.ts";
import { LocalDate, shanghaiDate, type EpochMs } from "../shared/time.ts";
import {
  isWeekend,
  isWorkingKind,
  weekdayOf,
  yearOf,
  type Calendar,
  type CalendarDay,
  type CalendarDayKind,
} from "./calendar.ts";
import { refuseReference } from "./refusals.ts";

/** A day that a notice names: off although it may be a weekday, or worked although it is a weekend. */
export const NamedDay = z.strictObject({
  date: LocalDate,
  kind: z.enum(["holiday", "makeup-workday"]),
  name: z.strictObject({
    zh: z.string().trim().min(1).max(40),
    en: z.string().trim().min(1).max(60),
  }),
});
export type NamedDay = z.infer<typeof NamedDay>;

/**
 * A covered year (日历年) as the State Council's notice tells it: the days that it names; every other day
 * is what its weekday says. One value, so that all days of a year change at once.
 */
export const CalendarYear = z.object({
  year: z.int().min(2000).max(9998),
  /** Title and date of the notice. */
  notice: z.string().trim().min(4).max(200),
  namedDays: z.array(NamedDay).min(1).max(120),
});
export type CalendarYear = z.infer<typeof CalendarYear>;

const WEEKDAYS = [
  { zh: "星期日", en: "Sunday" },
  { zh: "星期一", en: "Monday" },
  { zh: "星期二", en: "Tuesday" },
  { zh: "星期三", en: "Wednesday" },
  { zh: "星期四", en: "Thursday" },
  { zh: "星期五", en: "Friday" },
  { zh: "星期六", en: "Saturday" },
] as const;

/** The calendar of some covered years. A year is whole by its nature; its days are worked out when asked for. */
export function calendarOf(years: readonly CalendarYear[]): Calendar {
  const named = new Map(
    years.map(({ year, namedDays }) => [year, new Map(namedDays.map((day) => [day.date, day]))]),
  );
  return {
    coveredYears: [...named.keys()].sort((a, b) => a - b),
    day: (date) => {
      const inYear = named.get(yearOf(date));
      return inYear && dayOf(date, inYear.get(date));
    },
  };
}

/** What one day of a covered year is. */
export const dayInYear = ({ namedDays }: CalendarYear, date: LocalDate): CalendarDay =>
  dayOf(
    date,
    namedDays.find((day) => day.date === date),
  );

function dayOf(date: LocalDate, named: NamedDay | undefined): CalendarDay {
  const plain: CalendarDayKind = isWeekend(date) ? "weekend" : "workday";
  const kind = named?.kind ?? plain;
  const name = named?.name ?? WEEKDAYS[weekdayOf(date)] ?? WEEKDAYS[0];
  return { date, kind, isWorkingDay: isWorkingKind(kind), name: { ...name } };
}

/** A notice comes late in the year before; nobody knows more than the year after the next. */
const MOST_YEARS_AHEAD = 2;

export type CalendarYearRefusal =
  | "calendar.year-not-open"
  | "calendar.day-of-another-year"
  | "calendar.day-named-twice"
  | "calendar.workday-made-up";

/** Whether a year, as it is proposed, can be a year of the calendar. Past years stay as they were. */
export function checkCalendarYear(
  year: CalendarYear,
  at: EpochMs,
): Result<CalendarYear, CalendarYearRefusal> {
  const earliest = yearOf(shanghaiDate(at));
  const latest = earliest + MOST_YEARS_AHEAD;
  if (year.year < earliest || year.year > latest)
    return refuseReference("calendar.year-not-open", { year: year.year, earliest, latest });
  const seen = new Set<string>();
  for (const { date, kind } of year.namedDays) {
    if (yearOf(date) !== year.year)
      return refuseReference("calendar.day-of-another-year", { date, year: year.year });
    if (seen.has(date)) return refuseReference("calendar.day-named-twice", { date });
    if (kind === "makeup-workday" && !isWeekend(date))
      return refuseReference("calendar.workday-made-up", { date });
    seen.add(date);
  }
  return ok(year);
}

/** The fact that the days of a year are now as said. */
export function calendarCorrected({ year, namedDays }: CalendarYear): DomainEvent {
  const holidayCount = namedDays.filter(({ kind }) => kind === "holiday").length;
  return CalendarCorrected.make({
    year,
    holidayCount,
    makeupWorkdayCount: namedDays.length - holidayCount,
  });
}
