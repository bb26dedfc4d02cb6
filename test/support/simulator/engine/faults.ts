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

/** How often a fault might have happened, and how often it did. */
export interface Tally {
  readonly asked: number;
  readonly struck: number;
}

const NAMES = Object.keys(RATES) as readonly FaultName[];

/** Decides which faults happen, and counts them; at the end of a story it lets everything succeed. */
export class FaultPlan {
  readonly #chance: Chance;
  readonly #tallies = new Map<FaultName, Tally>();
  /** How often processes died at which of their awaits, counted from 1. */
  readonly deathsAt = new Map<number, number>();
  /** How far the clocks of callers were off at most, either way. */
  readonly skewMs = { most: 0, least: 0 };
  isOver = true;

  constructor(chance: Chance) {
    this.#chance = chance;
  }

  /** Whether a fault happens now. */
  strikes(name: FaultName): boolean {
    if (this.isOver) return false;
    const strikes = this.#chance.happens(RATES[name]);
    const { asked, struck } = this.#tallyOf(name);
    this.#tallies.set(name, { asked: asked + 1, struck: struck + (strikes ? 1 : 0) });
    return strikes;
  }

  /** Faults so far, by name. */
  get tallies(): Readonly<Record<FaultName, Tally>> {
    const all = NAMES.map((name) => [name, this.#tallyOf(name)]);
    return Object.fromEntries(all) as Record<FaultName, Tally>;
  }

  #tallyOf(name: FaultName): Tally {
    return this.#tallies.get(name) ?? { asked: 0, struck: 0 };
  }

  diedAt(awaits: number): void {
    this.deathsAt.set(awaits, (this.deathsAt.get(awaits) ?? 0) + 1);
  }

  /** After how many awaits a call dies, if it does. */
  crashAt(): number | undefined {
    return this.strikes("crash") ? 1 + this.#chance.below(MOST_AWAITS) : undefined;
  }

  /** How far the clock of the next caller is off. */
  nextSkewMs(): number {
    if (this.isOver) return 0;
    const skewMs = Math.round((this.#chance.next() * 2 - 1) * SKEW_MS);
    this.skewMs.most = Math.max(this.skewMs.most, skewMs);
    this.skewMs.least = Math.min(this.skewMs.least, skewMs);
    return skewMs;
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

/** What the faults of a story were, for a report that leaves its thread. */
export interface FaultReport {
  readonly tallies: Readonly<Record<FaultName, Tally>>;
  readonly deathsAt: readonly (readonly [awaits: number, deaths: number])[];
  readonly skewMs: { readonly most: number; readonly least: number };
}

export const reportOf = ({ tallies, deathsAt, skewMs }: FaultPlan): FaultReport => ({
  tallies,
  deathsAt: [...deathsAt],
  skewMs,
});

/** The faults of several stories together. */
export function sumOfFaults(reports: readonly FaultReport[]): FaultReport {
  const total = (part: (report: FaultReport) => number): number =>
    reports.reduce((sum, report) => sum + part(report), 0);
  const deaths = Map.groupBy(
    reports.flatMap(({ deathsAt }) => deathsAt),
    ([awaits]) => awaits,
  );
  const tallies = NAMES.map((name) => [
    name,
    {
      asked: total((report) => report.tallies[name].asked),
      struck: total((report) => report.tallies[name].struck),
    },
  ]);
  return {
    tallies: Object.fromEntries(tallies) as Record<FaultName, Tally>,
    deathsAt: [...deaths].map(([awaits, all]) => [awaits, all.reduce((n, [, d]) => n + d, 0)]),
    skewMs: {
      most: Math.max(0, ...reports.map((report) => report.skewMs.most)),
      least: Math.min(0, ...reports.map((report) => report.skewMs.least)),
    },
  };
}

export const countOf = ({ tallies }: FaultReport): number =>
  Object.values(tallies).reduce((sum, { struck }) => sum + struck, 0);

/** Longer than the longest call; a call that ends before its hour lives. */
const MOST_AWAITS = 16;
