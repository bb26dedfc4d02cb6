import * as z from "zod";
import { ok, refuse, type Bilingual, type Result } from "../shared/result.ts";
import { addDays, LocalDate } from "../shared/time.ts";

export const CalendarDayKind = z.enum(["workday", "weekend", "holiday", "makeup-workday"]);
export type CalendarDayKind = z.infer<typeof CalendarDayKind>;

export const CalendarDay = z.object({
  date: LocalDate,
  kind: CalendarDayKind,
  isWorkingDay: z.boolean(),
  name: z.object({ zh: z.string(), en: z.string() }),
});
export type CalendarDay = z.infer<typeof CalendarDay>;

/** Which days are working days (工作日), as the State Council's yearly notice says. */
export interface Calendar {
  /** Years whose notice is in, each with all of its days. */
  readonly coveredYears: readonly number[];
  /** `undefined` for a day outside the covered years: nobody knows yet. */
  day(date: LocalDate): CalendarDay | undefined;
}

export const isWorkingKind = (kind: CalendarDayKind): boolean =>
  kind === "workday" || kind === "makeup-workday";

/** The year of a day. */
export const yearOf = (date: LocalDate): number => Number(date.slice(0, 4));

/** What is said of a day whose year has no notice yet: neither a working day nor a day off. */
export const awaitingNotice = (date: LocalDate): Bilingual => ({
  zh: `${yearOf(date)} 年的放假安排尚待国务院办公厅通知，平台还没有该年日历；${date} 是否为工作日以通知为准。`,
  en: `The platform has no calendar of ${yearOf(date)}: the State Council's official notice is awaited, and only it says whether ${date} is a working day.`,
});

/** The day of the week, 0 for Sunday to 6 for Saturday. */
export const weekdayOf = (date: LocalDate): number => new Date(`${date}T00:00:00Z`).getUTCDay();

/** Saturday and Sunday: what is off, as far as no notice says otherwise. */
export const isWeekend = (date: LocalDate): boolean => [0, 6].includes(weekdayOf(date));

/**
 * Whether a day is a holiday or rest day; Saturdays and Sundays of a year whose notice is not in count as such.
 * A working Saturday is none.
 */
export const isRestDay = (calendar: Calendar, date: LocalDate): boolean =>
  !isWorkingDay(calendar.day(date), date);

const isWorkingDay = (known: CalendarDay | undefined, date: LocalDate): boolean =>
  known?.isWorkingDay ?? !isWeekend(date);

export const calendarRefusals = {
  "calendar.working-days-invalid": {
    zh: "期限 {days} 个工作日无效：须为 1 至 {most} 的整数，请更正。",
    en: "A period of {days} working days is not valid: give a whole number from 1 to {most}.",
  },
} as const;
export type CalendarRefusal = keyof typeof calendarRefusals;

/** About four years: longer than any period of law here, and a bound for the walk. */
const MOST_WORKING_DAYS = 1000;

export interface PeriodEnd {
  readonly date: LocalDate;
  /**
   * Some day on the way lies outside the covered years, so that weekdays were counted instead: the date may be shown,
   * but nothing may expire by it before the calendar is in.
   */
  readonly provisional: boolean;
}

/**
 * The last day of a period counted in working days.
 * The day that sets it off is not counted, as in the Civil Code, article 201 (2020-05-28).
 */
export function addWorkingDays(
  calendar: Calendar,
  from: LocalDate,
  days: number,
): Result<PeriodEnd, CalendarRefusal> {
  if (!Number.isInteger(days) || days < 1 || days > MOST_WORKING_DAYS) {
    return refuse("calendar.working-days-invalid", { days, most: MOST_WORKING_DAYS });
  }
  let date = from;
  let provisional = false;
  for (let left = days; left > 0;) {
    date = addDays(date, 1);
    const known = calendar.day(date);
    provisional ||= known === undefined;
    if (isWorkingDay(known, date)) left -= 1;
  }
  return ok({ date, provisional });
}
