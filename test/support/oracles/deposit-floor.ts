/**
 * The floor of a performance deposit as the handbook words it (§1), in exact whole numbers and by counting days one by one:
 * of every three months that end within the last twelve, all fees; of these the most.
 */

type Day = readonly [year: number, month: number, day: number];

const read = (text: string): Day => {
  const [year = 0, month = 0, day = 0] = text.split("-").map(Number);
  return [year, month, day];
};
const written = ([year, month, day]: Day): string =>
  `${year}-${String(month).padStart(2, "0")}-${String(day).padStart(2, "0")}`;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
const lengthOf = (year: number, month: number): number => {
  if (month === 2) return isLeap(year) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
};

const dayBefore = ([year, month, day]: Day): Day => {
  if (day > 1) return [year, month, day - 1];
  if (month > 1) return [year, month - 1, lengthOf(year, month - 1)];
  return [year - 1, 12, 31];
};

/** The same day of an earlier month, or the last day of that month where it has no such day. */
const monthsBefore = ([year, month, day]: Day, months: number): Day => {
  let [y, m] = [year, month];
  for (let step = 0; step < months; step += 1) [y, m] = m > 1 ? [y, m - 1] : [y - 1, 12];
  return [y, m, Math.min(day, lengthOf(y, m))];
};

/** The days of so many months that end with a day, the last first. */
function daysOfMonths(end: Day, months: number): readonly string[] {
  const days: string[] = [];
  const before = written(monthsBefore(end, months));
  for (let day = end; written(day) > before; day = dayBefore(day)) days.push(written(day));
  return days;
}

/** In fen; the share is rounded up. */
export function floorByHandbook(
  feesOn: (day: string) => number,
  rule: { readonly cycle: number; readonly lookBack: number; readonly perCent: number },
  today: string,
): { readonly floor: bigint; readonly fees: bigint } {
  let fees = 0n;
  for (const end of daysOfMonths(read(today), rule.lookBack)) {
    let total = 0n;
    for (const day of daysOfMonths(read(end), rule.cycle)) total += BigInt(feesOn(day));
    if (total > fees) fees = total;
  }
  const hundredths = fees * BigInt(rule.perCent);
  return { fees, floor: hundredths / 100n + (hundredths % 100n === 0n ? 0n : 1n) };
}
