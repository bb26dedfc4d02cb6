import { buildCalendar, type Calendar } from "../domain/reference/calendar.ts";
import { daysOfYear } from "../domain/reference/calendar-year.ts";
import { shanghaiDate, type EpochMs } from "../domain/shared/time.ts";
import { aggregates } from "./aggregates.ts";
import { calendarYearKind } from "./repositories/reference-kinds.ts";
import type { Table } from "./table/table.ts";

const CACHE_MS = 60_000;
/** A period of law that runs today began last year at the earliest and ends within the years known ahead. */
const YEARS_BEHIND = 1;
const YEARS_AHEAD = 3;

/** The calendar of the years around an instant, as far as their notices are in. */
export type CalendarReader = (at: EpochMs) => Promise<Calendar>;

/** Reads the calendar from the table; a correction is seen after 60 seconds at the latest. */
export function calendarReader(table: Table, now: () => EpochMs): CalendarReader {
  const years = aggregates(table, calendarYearKind);
  const cache = new Map<number, { readonly calendar: Calendar; readonly until: EpochMs }>();

  return async (at) => {
    const year = Number(shanghaiDate(at).slice(0, 4));
    const cached = cache.get(year);
    if (cached !== undefined && cached.until > now()) return cached.calendar;
    const asked = Array.from({ length: YEARS_BEHIND + 1 + YEARS_AHEAD }, (_, place) =>
      String(year - YEARS_BEHIND + place),
    );
    const found = await years.findMany(asked);
    const calendar = buildCalendar(found.flatMap(({ state }) => daysOfYear(state)));
    cache.set(year, { calendar, until: now() + CACHE_MS });
    return calendar;
  };
}
