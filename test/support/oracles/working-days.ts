/**
 * Working days of 2026 counted one by one, from the words of the State Council's notice of 2025-11-04 alone: no code
 * and no data of the product. For 2026 only.
 */

/** First and last day off of each holiday. */
const DAYS_OFF = [
  ["2026-01-01", "2026-01-03"],
  ["2026-02-15", "2026-02-23"],
  ["2026-04-04", "2026-04-06"],
  ["2026-05-01", "2026-05-05"],
  ["2026-06-19", "2026-06-21"],
  ["2026-09-25", "2026-09-27"],
  ["2026-10-01", "2026-10-07"],
] as const;

/** Saturdays and Sundays on which people work in exchange. */
const WORKED_WEEKEND_DAYS = [
  "2026-01-04",
  "2026-02-14",
  "2026-02-28",
  "2026-05-09",
  "2026-09-20",
  "2026-10-10",
];

export function isWorkingDayByNotice(date: string): boolean {
  if (WORKED_WEEKEND_DAYS.includes(date)) return true;
  if (DAYS_OFF.some(([first, last]) => first <= date && date <= last)) return false;
  return ![0, 6].includes(new Date(`${date}T12:00:00Z`).getUTCDay());
}

export function nextDay(date: string): string {
  const at = new Date(`${date}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + 1);
  return at.toISOString().slice(0, 10);
}

/** The day on which the n-th working day after `from` falls; it throws rather than leave 2026. */
export function workingDayAfter(from: string, n: number): string {
  let date = from;
  let counted = 0;
  while (counted < n) {
    date = nextDay(date);
    if (!date.startsWith("2026-")) throw new Error(`${date} is not in the notice`);
    if (isWorkingDayByNotice(date)) counted += 1;
  }
  return date;
}
