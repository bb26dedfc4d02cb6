import type { Faults } from "../../../../adapters/table/memory-table.ts";
import type { Chance } from "./chance.ts";

/** How often things go wrong, as shares of 1; the sum is what a bad day looks like. */
export const RATES = {
  duplicate: 0.2,
  reorder: 0.3,
  later: 0.05,
  conflict: 0.1,
  throttle: 0.05,
  answerLost: 0.05,
  /** Of calls: they die at some await. */
  crash: 0.08,
  bankDown: 0.05,
  /** The bank refuses an instruction at once, or reports later that it did not pay. */
  bankRefuses: 0.03,
  bankRejects: 0.08,
  /** The bank pays, and says so, before it answers the call that asked for it. */
  callbackFirst: 0.15,
} as const;

export type FaultName = keyof typeof RATES;

/** Either way, the clocks of two callers. */
export const SKEW_MS = 5 * 60_000;

/** Decides which faults happen, and counts them; at the end of a story it lets everything succeed. */
export class FaultPlan {
  readonly #chance: Chance;
  count = 0;
  isOver = true;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Whether a fault happens now. */
  strikes(name: FaultName): boolean {
    if (this.isOver || !this.#chance.happens(RATES[name])) return false;
    this.count += 1;
    return true;
  }

  /** After how many awaits a call dies, if it does. */
  crashAt(): number | undefined {
    return this.strikes("crash") ? 1 + this.#chance.below(MOST_AWAITS) : undefined;
  }

  skewMs(): number {
    return this.isOver ? 0 : Math.round((this.#chance.next() * 2 - 1) * SKEW_MS);
  }

  /** The faults of the store. */
  ofTable(): Faults {
    return {
      beforeCommit: () => {
        if (this.strikes("conflict")) return "conflict";
        return this.strikes("throttle") ? "throttle" : undefined;
      },
      afterCommit: () => (this.strikes("answerLost") ? "answer-lost" : undefined),
      beforeRead: () => (this.strikes("throttle") ? "throttle" : undefined),
    };
  }
}

/** Longer than the longest call; a call that ends before its hour lives. */
const MOST_AWAITS = 16;
