import * as z from "zod";
import { TrainingCategory } from "../shared/training.ts";
import { EpochMs } from "../shared/time.ts";
import { addFunds, Funds, NO_FUNDS } from "./funds.ts";

/** Sums told apart by trade, since each department sees its own trade only; trades without an institution are left out. */
export const FundsByCategory = z.partialRecord(TrainingCategory, Funds);
export type FundsByCategory = Readonly<Partial<Record<TrainingCategory, Funds>>>;

/** The sums of one unit, and the oldest instant at which some part of them was read. */
export const UnitFunds = z.object({ asOf: EpochMs, byCategory: FundsByCategory });
export interface UnitFunds {
  readonly asOf: EpochMs;
  readonly byCategory: FundsByCategory;
}

export function addByCategory(a: FundsByCategory, b: FundsByCategory): FundsByCategory {
  const sums: Partial<Record<TrainingCategory, Funds>> = { ...a };
  for (const category of TrainingCategory.options) {
    const added = b[category];
    if (added !== undefined) sums[category] = addFunds(sums[category] ?? NO_FUNDS, added);
  }
  return sums;
}

/** The sums over some trades. */
export const fundsOfTrades = (
  { byCategory }: Pick<UnitFunds, "byCategory">,
  trades: readonly TrainingCategory[],
): Funds =>
  trades.reduce((sums, category) => addFunds(sums, byCategory[category] ?? NO_FUNDS), NO_FUNDS);

/** The sums of a unit, from those of the units right below it; undefined where none of these has any. */
export function unitFunds(parts: readonly UnitFunds[]): UnitFunds | undefined {
  const [first, ...others] = parts;
  return others.reduce<UnitFunds | undefined>(
    (sum, part) =>
      sum && {
        asOf: Math.min(sum.asOf, part.asOf),
        byCategory: addByCategory(sum.byCategory, part.byCategory),
      },
    first,
  );
}
