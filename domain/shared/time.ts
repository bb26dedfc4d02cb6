import * as z from "zod";
import { invariant } from "./invariant.ts";

/** An instant, in milliseconds since 1970-01-01T00:00:00Z. The domain gets it as an argument. */
export const EpochMs = z.int().min(0).meta({ description: "Milliseconds since 1970, UTC" });
export type EpochMs = z.infer<typeof EpochMs>;

/** A day of the calendar in Asia/Shanghai, as `2026-03-02`. */
export const LocalDate = z.iso.date().brand("LocalDate");
export type LocalDate = z.infer<typeof LocalDate>;

export const HOUR_MS = 3_600_000;
/** China has one zone and no summer time since 1992, so the offset is a constant. */
const SHANGHAI_OFFSET_MS = 8 * HOUR_MS;
export const DAY_MS = 24 * HOUR_MS;

export function localDate(text: string): LocalDate {
  const parsed = LocalDate.safeParse(text);
  invariant(parsed.success, `${text} is not a calendar day`);
  return parsed.data;
}

/** The day in Asia/Shanghai on which an instant falls. */
export function shanghaiDate(at: EpochMs): LocalDate {
  const day = new Date(at + SHANGHAI_OFFSET_MS).toISOString().slice(0, 10);
  invariant(isDayOfDate(day), `the instant ${at} lies outside the years of four digits`);
  return day;
}

/** What `Date` writes is a day of the calendar; a year of more than four digits has a sign before it. */
const isDayOfDate = (written: string): written is LocalDate => !/^[+-]/.test(written);

/** Midnight in Asia/Shanghai at which a day begins. */
export const startOfDay = (day: LocalDate): EpochMs =>
  Date.parse(`${day}T00:00:00.000Z`) - SHANGHAI_OFFSET_MS;

/** The day `days` calendar days later (earlier when negative). */
export const addDays = (day: LocalDate, days: number): LocalDate =>
  shanghaiDate(startOfDay(day) + days * DAY_MS);

/** An instant as RFC 3339 in Shanghai time: `2026-03-02T09:00:00.000+08:00`. */
export const toRfc3339 = (at: EpochMs): string =>
  new Date(at + SHANGHAI_OFFSET_MS).toISOString().replace("Z", "+08:00");

/**
 * No matter of the platform lies outside these years. Within them every instant is an `EpochMs`, and every
 * day counted from one, months later too, has a year of four digits.
 */
const FIRST_YEAR = 1970;
const LAST_YEAR = 2199;
const EARLIEST_MS = Date.UTC(FIRST_YEAR, 0);
const END_MS = Date.UTC(LAST_YEAR + 1, 0);

/** RFC 3339 with an offset, as the interface speaks it. */
export const Timestamp = z.iso.datetime({ offset: true }).refine(
  (text) => {
    const at = Date.parse(text);
    // What is no time at all has been refused by its form.
    return Number.isNaN(at) || (at >= EARLIEST_MS && at < END_MS);
  },
  {
    error: `时间须在 ${FIRST_YEAR} 年至 ${LAST_YEAR} 年之间 / a time lies in the years ${FIRST_YEAR} to ${LAST_YEAR}`,
  },
);
