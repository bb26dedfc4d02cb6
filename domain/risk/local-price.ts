import * as z from "zod";
import { LocalPriceTold } from "../../events/risk.ts";
import { InstitutionId, UnitId } from "../shared/ids.ts";
import { Fen, fen, ZERO_FEN } from "../shared/money.ts";
import { LocalDate } from "../shared/time.ts";
import { TrainingCategory } from "../shared/training.ts";
import type { FactsOfDay } from "./history.ts";

/** What an institution was told last of the prices around it; it compares with nothing while the median is 0. */
export const LocalPrice = z.object({
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  category: TrainingCategory,
  /** Of a lesson; 0 where too few institutions sold any. */
  medianFen: Fen,
  institutionCount: z.int().min(0),
  /** The last day whose sales were counted. */
  day: LocalDate,
});
export type LocalPrice = z.infer<typeof LocalPrice>;

export interface LocalPriceDecision {
  readonly price: LocalPrice;
  readonly event: ReturnType<typeof LocalPriceTold.make>;
}

/**
 * The exact median of prices in fen: of an even number of them half the sum of the two in the middle, rounded down to a
 * whole fen; undefined of none.
 */
export function medianFen(prices: readonly number[]): Fen | undefined {
  const sorted = prices.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  const upper = sorted[Math.floor(middle)];
  const lower = sorted[Math.ceil(middle) - 1];
  return upper === undefined || lower === undefined
    ? undefined
    : fen(Math.floor((lower + upper) / 2));
}

/**
 * What a lesson of an institution cost lately: the median of the lowest prices of its days with a sale, since one day's
 * lowest price is what is compared. So an institution counts once, however much it sells; undefined where it sold nothing.
 */
export const priceOf = (days: readonly FactsOfDay[]): Fen | undefined =>
  medianFen(days.flatMap(({ values: { soldUnitPriceFen } }) => soldUnitPriceFen ?? []));

/**
 * The local median of one trade, from the prices of its institutions; 0 where there are fewer than so many, among whom
 * one alone would move it, or be known by it.
 */
export const localMedianFen = (prices: readonly Fen[], leastInstitutions: number): Fen =>
  prices.length < leastInstitutions ? ZERO_FEN : (medianFen(prices) ?? ZERO_FEN);

/**
 * Tells an institution the median of its county and trade.
 * @param before what it was told last
 * @returns nothing where it was told the same already, or has never been told any and there is none
 */
export function tellLocalPrice(
  before: LocalPrice | undefined,
  price: LocalPrice,
): LocalPriceDecision | undefined {
  if (price.medianFen === (before?.medianFen ?? ZERO_FEN)) return undefined;
  const { countyUnitId: _place, ...told } = price;
  return { price, event: LocalPriceTold.make(told) };
}
