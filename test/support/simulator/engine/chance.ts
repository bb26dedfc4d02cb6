/** Chance that follows from a seed alone: the same seed gives the same story on every machine. */
export interface Chance {
  /** A number from 0 to below 1. */
  next(): number;
  /** True in so many of 1 cases. */
  happens(probability: number): boolean;
  /** A whole number from 0 to below `limit`. */
  below(limit: number): number;
  pick<T>(from: readonly T[]): T | undefined;
}

/** A 32-bit generator (mulberry32): its period of 2^32 is far longer than any story. */
export function seededChance(seed: number): Chance {
  let state = (seed * 0x9e3779b1 + 0x85ebca6b) >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    next,
    below,
    happens: (probability) => next() < probability,
    pick: (from) => from[below(from.length)],
  };
}
