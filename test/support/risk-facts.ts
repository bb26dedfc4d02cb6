import type { FactValues } from "../../domain/risk/facts.ts";
import type { FactName } from "../../domain/shared/fact-names.ts";
import { facts } from "../../domain/risk/facts.ts";
import { dayNumber } from "../../domain/risk/day-number.ts";
import type { FactsOfDay } from "../../domain/risk/history.ts";
import { addDays, type LocalDate } from "../../domain/shared/time.ts";
import type { OracleDay } from "./oracles/risk-handbook.ts";
import type { Dice } from "./risk-world/dice.ts";

/**
 * How often a day has a fact, between which values, and how many times as much in half of the histories: so
 * that limits are met, missed by one, and unknown.
 */
type Habit = readonly [share: number, low: number, high: number, many?: number];

const OFTEN = 0.5;
const SELDOM = 0.03;

/** The facts that indicators read; a history has a part of them, at its own pace. */
const HABITS: Partial<Record<FactName, Habit>> = {
  custodyBalanceFen: [OFTEN, 90, 105],
  liabilityFen: [OFTEN, 97, 101],
  depositBalanceFen: [OFTEN, 880, 1010],
  depositFloorFen: [OFTEN, 990, 1000],
  outflowFen: [0.2, 0, 4, 1_000_000],
  releasedFen: [0.2, 0, 3, 1_000_000],
  refundAskedCount: [0.2, 0, 4, 9],
  refundOverdueCount: [0.3, 0, 6],
  complaintFiledCount: [0.06, 1, 3],
  paidHeadcount: [OFTEN, 95, 400, 2],
  confirmedCount: [0.3, 0, 10],
  deemedCount: [0.3, 0, 18],
  untaughtConfirmedCount: [0.02, 1, 3],
  doubleAttendanceCount: [0.02, 1, 2],
  seenHeadcount: [SELDOM, 90, 400],
  offPlatformReportCount: [SELDOM, 1, 2],
  overLimitAttemptCount: [0.02, 1, 2],
  soldUnitPriceFen: [OFTEN, 48, 120],
  medianUnitPriceFen: [0.3, 95, 105],
  lessonTaughtCount: [0.12, 1, 3],
  staffCount: [0.4, 6, 11],
  accountChangeCount: [0.01, 1, 1],
  legalPersonChangeCount: [0.01, 1, 1],
};

/** Last days lie around the day on which they are told. */
const ENDS: readonly FactName[] = [
  "licenceEndsOn",
  "inspectionEndsOn",
  "certificateEndsOn",
  "leaseEndsOn",
];

/** So often a history lacks a fact altogether. */
const LACKING = 0.15;

/** Facts as no institution would have them, to try every limit on both sides. */
export function wildFacts(dice: Dice, from: LocalDate, dayCount: number): readonly FactsOfDay[] {
  const habits = Object.entries(HABITS)
    .filter(() => !dice.happens(LACKING))
    .map(([name, [share, low, high, many = 1]]) => {
      const scale = dice.happens(0.5) ? many : 1;
      // One more or less than a round amount is on the other side of a limit.
      const draw = () => dice.whole(low, high) * scale + (scale > 1 ? dice.whole(0, 1) : 0);
      return { name, share: share * dice.factor(0.7), draw };
    });
  const ends = ENDS.filter(() => !dice.happens(LACKING));
  return Array.from({ length: dayCount }, (_, index) => {
    const day = addDays(from, index);
    const values: Record<string, number> = {};
    for (const { name, share, draw } of habits) if (dice.happens(share)) values[name] = draw();
    for (const name of ends)
      if (dice.happens(SELDOM)) values[name] = dayNumber(day) + dice.whole(-5, 130);
    return { day, values };
  }).filter(() => !dice.happens(SELDOM));
}

/** The same days as the oracle sees them, the first one first. */
export function oracleDays(
  items: readonly FactsOfDay[],
  { from, dayCount }: { readonly from: LocalDate; readonly dayCount: number },
  off: Record<"isHoliday" | "isRestDay", (day: LocalDate) => boolean>,
): readonly OracleDay[] {
  const stands: Partial<Record<FactName, number>> = {};
  return Array.from({ length: dayCount }, (_, index) => {
    const day = addDays(from, index);
    const values: FactValues = items.find((item) => item.day === day)?.values ?? {};
    for (const name of Object.keys(facts) as FactName[])
      if (facts[name].kind === "level" && values[name] !== undefined) stands[name] = values[name];
    return {
      number: dayNumber(day),
      isHoliday: off.isHoliday(day),
      isRestDay: off.isRestDay(day),
      happened: values,
      stands: { ...stands },
    };
  });
}
