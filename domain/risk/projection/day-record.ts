import * as z from "zod";
import { FACT_NAMES, FactName } from "../../shared/fact-names.ts";
import type { EpochMs, LocalDate } from "../../shared/time.ts";
import { facts } from "../facts.ts";

/** What one entry of a journal says of a day: how much more of a fact there is, or what it is from then on. */
export interface FactPart {
  readonly day: LocalDate;
  readonly fact: FactName;
  /** Added to a flow and to a summed level, below 0 too; of any other fact its value. */
  readonly amount: number;
  /** When a told level stood so, where that was before its entry; it lies on `day`. */
  readonly at?: EpochMs;
}

/**
 * A part with its place among all that was ever told: of two values of a level the later one holds.
 * Instant, aggregate and sequence as text, which sorts as they do.
 */
export interface StampedPart extends FactPart {
  readonly stamp: string;
}

/**
 * Levels that are kept as what each day changed of them, and summed up when they are read: so they come out the same
 * in whatever order their entries arrive. The other levels are told as they stand.
 */
const SUMMED: ReadonlySet<FactName> = new Set([
  "refundOverdueCount",
  "complaintOpenCount",
  "paidHeadcount",
  "custodyBalanceFen",
  "liabilityFen",
]);
export const isSummedLevel = (fact: FactName): boolean => SUMMED.has(fact);
export const isToldLevel = (fact: FactName): boolean =>
  facts[fact].kind === "level" && !SUMMED.has(fact);

const Amounts = z.partialRecord(FactName, z.int());
type Amounts = z.infer<typeof Amounts>;

/** What is stored of a day. */
export const DayRecord = z.object({
  values: Amounts,
  /** For each told level what makes its value the day's last. */
  stamps: z.partialRecord(FactName, z.string()),
});
export type DayRecord = z.infer<typeof DayRecord>;

export const EMPTY_DAY: DayRecord = { values: {}, stamps: {} };

/** Adds parts to their day; the order does not matter. */
export function addToDay(record: DayRecord, parts: readonly StampedPart[]): DayRecord {
  const values = { ...record.values };
  const stamps = { ...record.stamps };
  for (const { fact, amount, stamp } of parts) {
    if (isToldLevel(fact)) {
      if (stamp <= (stamps[fact] ?? "")) continue;
      stamps[fact] = stamp;
    }
    values[fact] = together(fact, values[fact], amount);
  }
  return { values, stamps };
}

function together(fact: FactName, former: number | undefined, amount: number): number {
  if (former === undefined) return amount;
  if (isSummedLevel(fact)) return former + amount;
  switch (facts[fact].kind) {
    case "flow":
      return former + amount;
    case "level":
      return amount;
    case "lowest":
      return Math.min(former, amount);
    case "highest":
      return Math.max(former, amount);
  }
}

/** The facts that have another value in the later record; what adds up to nothing is as if it were not there. */
export const changedFacts = (before: DayRecord, after: DayRecord): readonly FactName[] =>
  FACT_NAMES.filter((fact) => valueIn(before, fact) !== valueIn(after, fact));

const valueIn = ({ values }: DayRecord, fact: FactName): number | undefined =>
  values[fact] ?? (addsUp(fact) ? 0 : undefined);

const addsUp = (fact: FactName): boolean => facts[fact].kind === "flow" || isSummedLevel(fact);

/** How the facts of an institution stand after all of its days, those to come included. */
export const Standing = z.object({
  /** The first day of which anything is known. */
  firstDay: z.string(),
  sums: Amounts,
  told: z.partialRecord(
    FactName,
    z.object({
      value: z.int(),
      stamp: z.string(),
      /** The days on which it was told first and last. */
      firstDay: z.string(),
      lastDay: z.string(),
    }),
  ),
});
export type Standing = z.infer<typeof Standing>;

/** How it stands with some more parts; the order does not matter. */
export function addToStanding(
  before: Standing | undefined,
  parts: readonly StampedPart[],
): Standing | undefined {
  const [first] = parts;
  if (first === undefined) return before;
  const standing = before ?? { firstDay: first.day, sums: {}, told: {} };
  const sums = { ...standing.sums };
  const told = { ...standing.told };
  let { firstDay } = standing;
  for (const { day, fact, amount, stamp } of parts) {
    if (day < firstDay) firstDay = day;
    if (isSummedLevel(fact)) sums[fact] = (sums[fact] ?? 0) + amount;
    if (!isToldLevel(fact)) continue;
    const known = told[fact] ?? { value: amount, stamp: "", firstDay: day, lastDay: day };
    told[fact] = {
      ...(stamp > known.stamp
        ? { value: amount, stamp, lastDay: day }
        : { value: known.value, stamp: known.stamp, lastDay: known.lastDay }),
      firstDay: day < known.firstDay ? day : known.firstDay,
    };
  }
  return { firstDay, sums, told };
}
