import { type Chance, seededChance } from "../simulator/engine/chance.ts";

/** Chance of an invented world: counts, spreads and choices, all from one seed. */
export interface Dice extends Chance {
  between(low: number, high: number): number;
  /** A whole number, both ends included. */
  whole(low: number, high: number): number;
  /** How many times something happens that happens `mean` times on average (Poisson). */
  count(mean: number): number;
  /** A factor around 1, as far from it in both directions: e to a normal of that deviation. */
  factor(deviation: number): number;
}

/** From here on a normal distribution stands in for Poisson's. */
const LARGE_MEAN = 30;

export function diceOf(seed: number): Dice {
  const chance = seededChance(seed);
  const between = (low: number, high: number) => low + (high - low) * chance.next();
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(1 - chance.next())) * Math.cos(2 * Math.PI * chance.next());
  const count = (mean: number): number => {
    if (mean <= 0) return 0;
    if (mean > LARGE_MEAN) return Math.max(0, Math.round(mean + Math.sqrt(mean) * normal()));
    const limit = Math.exp(-mean);
    let happened = 0;
    for (let product = chance.next(); product > limit; product *= chance.next()) happened += 1;
    return happened;
  };
  return {
    ...chance,
    between,
    whole: (low, high) => low + chance.below(high - low + 1),
    count,
    factor: (deviation) => Math.exp(deviation * normal()),
  };
}
