import { invariant } from "./invariant.ts";
import { localDate, type LocalDate } from "./time.ts";

/**
 * The same day of the month, `months` calendar months later; where that month is shorter, its last day
 * (2026-11-30 plus 3 is 2027-02-28).
 * @source Civil Code 民法典 art. 202: a period in months ends on the corresponding day, or where there is
 * none, on the last day of the month (2021-01-01)
 */
export function addMonths(day: LocalDate, months: number): LocalDate {
  const [year, month, dayOfMonth] = day.split("-").map(Number);
  invariant(
    year !== undefined && month !== undefined && dayOfMonth !== undefined,
    `${day} is a day`,
  );
  // Day 0 of the month after the target is the target's last day.
  const lastDay = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  const target = new Date(Date.UTC(year, month - 1 + months, Math.min(dayOfMonth, lastDay)));
  return localDate(target.toISOString().slice(0, 10));
}
