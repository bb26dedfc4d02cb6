import { DAY_MS, type LocalDate } from "../shared/time.ts";

/** Days since 1970-01-01: a day as a whole number, so that days can be counted and compared like other facts. */
export const dayNumber = (day: LocalDate): number => Date.parse(`${day}T00:00:00Z`) / DAY_MS;
