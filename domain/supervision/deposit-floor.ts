import * as z from "zod";
import { dayNumber } from "../risk/day-number.ts";
import { addMonths } from "../shared/calendar-months.ts";
import { Fen, fen, sumFen } from "../shared/money.ts";
import { addDays, LocalDate } from "../shared/time.ts";

/** The least that a performance deposit (风险保证金) has to hold, and the days whose fees made it so. */
export const DepositFloor = z.object({
  floorFen: Fen,
  /** All that came in from `from` to `to`, both included: one charging cycle. */
  feesFen: Fen,
  from: LocalDate,
  to: LocalDate,
  /** The last day whose fees were counted. */
  day: LocalDate,
});
export type DepositFloor = z.infer<typeof DepositFloor>;

/** How the floor is reckoned at a place. */
export interface FloorRule {
  /** The length of one charging cycle (收费周期), in calendar months. */
  readonly cycleMonths: number;
  /** The cycles that end within so many calendar months are looked at. */
  readonly lookBackMonths: number;
  /** Hundredths of the fees of the largest cycle that the deposit has to hold. */
  readonly perCent: number;
}

export interface FeesOfDay {
  readonly day: LocalDate;
  readonly paidFen: number;
}

/** The day after the same day some months before: the first of that many months that end with `day`. */
const firstOfMonths = (day: LocalDate, months: number): LocalDate =>
  addDays(addMonths(day, -months), 1);

/** The first day whose fees can count for the floor of a day. */
export const firstDayThatCounts = (day: LocalDate, rule: FloorRule): LocalDate =>
  firstOfMonths(firstOfMonths(day, rule.lookBackMonths), rule.cycleMonths);

/**
 * The largest total of fees of one charging cycle, of all cycles that end on one of the days looked at, or the
 * share of it that the rule asks for, rounded up to a whole fen. Of equal totals the latest one is named.
 * @param fees at most one for a day, in any order; a day that is left out had none
 * @source handbook §1, risk deposit: the fees of all pupils for one charging cycle; how the cycle is chosen (the
 * maximum over twelve months of the rolling three-month total, daily) is the platform's reading
 */
export function depositFloor(
  fees: readonly FeesOfDay[],
  rule: FloorRule,
  day: LocalDate,
): DepositFloor {
  const start = dayNumber(firstDayThatCounts(day, rule));
  const totals = totalsBefore(fees, start, dayNumber(day) - start + 1);
  let largest: DepositFloor | undefined;
  for (let to = firstOfMonths(day, rule.lookBackMonths); to <= day; to = addDays(to, 1)) {
    const from = firstOfMonths(to, rule.cycleMonths);
    const until = totals[dayNumber(to) - start + 1] ?? 0;
    const feesFen = fen(until - (totals[dayNumber(from) - start] ?? 0));
    if (largest === undefined || feesFen >= largest.feesFen)
      largest = { floorFen: shareOf(feesFen, rule.perCent), feesFen, from, to, day };
  }
  return largest ?? { floorFen: fen(0), feesFen: fen(0), from: day, to: day, day };
}

/** The first day of the charging cycle that ends with a day. */
export const firstDayOfCycle = (
  day: LocalDate,
  { cycleMonths }: Pick<FloorRule, "cycleMonths">,
): LocalDate => firstOfMonths(day, cycleMonths);

/**
 * The share of the last charging cycle's fees that a custody account has to hold, where a place asks for one.
 * @param fees of any days; those outside the cycle do not count
 * @source handbook §1, local variants: Zigong, 20 % of the fees over three calendar months
 */
export function leastBalance(
  fees: readonly FeesOfDay[],
  rule: Pick<FloorRule, "cycleMonths" | "perCent">,
  day: LocalDate,
): DepositFloor {
  const from = firstDayOfCycle(day, rule);
  const counted = fees.filter((one) => one.day >= from && one.day <= day);
  const feesFen = sumFen(counted.map(({ paidFen }) => fen(paidFen)));
  return { floorFen: shareOf(feesFen, rule.perCent), feesFen, from, to: day, day };
}

/** What had come in before each day, and at last before the day after them all. */
function totalsBefore(fees: readonly FeesOfDay[], start: number, dayCount: number): Float64Array {
  const totals = new Float64Array(dayCount + 1);
  for (const { day, paidFen } of fees) {
    const index = dayNumber(day) - start;
    if (index >= 0 && index < dayCount) totals[index + 1] = paidFen;
  }
  for (let index = 1; index <= dayCount; index += 1)
    totals[index] = (totals[index] ?? 0) + (totals[index - 1] ?? 0);
  return totals;
}

/** Divided before it is multiplied, so that no amount is too large to be exact. */
function shareOf(feesFen: Fen, perCent: number): Fen {
  const hundreds = Math.floor(feesFen / 100);
  return fen(hundreds * perCent + Math.ceil(((feesFen % 100) * perCent) / 100));
}
