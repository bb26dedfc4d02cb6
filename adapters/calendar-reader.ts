import * as z from "zod";
import type { Calendar } from "../domain/reference/calendar.ts";
import { calendarOf } from "../domain/reference/calendar-year.ts";
import { shanghaiDate, type EpochMs } from "../domain/shared/time.ts";
import { aggregates } from "./aggregates.ts";
import { calendarYearKind } from "./repositories/reference-kinds.ts";
import type { Table } from "./table/table.ts";

const CACHE_MS = 60_000;
/** A period of law that runs today began last year at the earliest and ends within the years known ahead. */
const YEARS_BEHIND = 1;
const YEARS_AHEAD = 3;

/** One year of the calendar as one correction left it. */
export const CalendarEdition = z.object({ year: z.int(), version: z.int().min(1) });
export type CalendarEdition = z.infer<typeof CalendarEdition>;

/**
 * The calendar of the years around an instant, as far as their notices are in.
 * @param known the correction that the caller has heard of: the calendar is at least as new
 */
export type CalendarReader = (at: EpochMs, known?: CalendarEdition) => Promise<Calendar>;

interface Cached {
  readonly calendar: Calendar;
  /** By year. */
  readonly versions: ReadonlyMap<number, number>;
  readonly until: EpochMs;
}

/** Reads the calendar from the table; a correction that nobody tells of is seen after 60 seconds at the latest. */
export function calendarReader(table: Table, now: () => EpochMs): CalendarReader {
  const years = aggregates(table, calendarYearKind);
  const cache = new Map<number, Cached>();
  const isFresh = ({ versions, until }: Cached, known: CalendarEdition | undefined): boolean =>
    until > now() && (known === undefined || (versions.get(known.year) ?? 0) >= known.version);

  return async (at, known) => {
    const year = Number(shanghaiDate(at).slice(0, 4));
    const cached = cache.get(year);
    if (cached !== undefined && isFresh(cached, known)) return cached.calendar;
    const asked = Array.from({ length: YEARS_BEHIND + 1 + YEARS_AHEAD }, (_, place) =>
      String(year - YEARS_BEHIND + place),
    );
    const found = await years.findMany(asked);
    const calendar = calendarOf(found.map(({ state }) => state));
    const versions = new Map(found.map(({ state, version }) => [state.year, version]));
    cache.set(year, { calendar, versions, until: now() + CACHE_MS });
    return calendar;
  };
}
