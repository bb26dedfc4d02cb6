import type { Dice } from "./dice.ts";
import type { RunAway, Way } from "./institution.ts";

/** What somebody who runs away does to a day, beside an honest day. */
export interface Pressure {
  readonly price: number;
  readonly orders: number;
  readonly overLimitAttempts: number;
  readonly lessons: number;
  /** Lessons confirmed and not taught, as a share of what is unconsumed. */
  readonly fakeShare: number;
  /** How many of them are found, per 1,000. */
  readonly foundPerMille: number;
  /** Taken from custody without lessons, as a share of what is there. */
  readonly takenShare: number;
  readonly refunds: number;
  readonly complaints: number;
  readonly doesNotPayRefunds: boolean;
  /** Share of the staff that leaves on the day and is not replaced. */
  readonly staffLoss: number;
  readonly changesAccount: boolean;
  readonly changesLegalPerson: boolean;
  readonly letsLeaseEnd: boolean;
}

export const HONEST: Pressure = {
  price: 1,
  orders: 1,
  overLimitAttempts: 0,
  lessons: 1,
  fakeShare: 0,
  foundPerMille: 0,
  takenShare: 0,
  refunds: 1,
  complaints: 1,
  doesNotPayRefunds: false,
  staffLoss: 0,
  changesAccount: false,
  changesLegalPerson: false,
  letsLeaseEnd: false,
};

/** How far the preparation has come, from 0 on its first day to 1 at the collapse. */
type Step = RunAway & { readonly progress: number };

const towards = (from: number, to: number, share: number): number => from + (to - from) * share;

const WAY: Readonly<Record<Way, (step: Step, dice: Dice) => Partial<Pressure>>> = {
  dump: ({ strength, progress }, dice) => ({
    price: towards(0.65, 0.35, strength),
    orders: towards(3, 6, strength),
    overLimitAttempts: dice.count(0.4 * strength),
    changesAccount: dice.happens(0.02 * strength),
    lessons: progress > 0.8 ? 0.6 : 1,
    complaints: 1 + 3 * strength * progress,
  }),
  drain: ({ strength }) => ({
    fakeShare: 0.03 * strength,
    foundPerMille: 4 * strength,
    lessons: 1 - 0.5 * strength,
    complaints: 1 + strength,
  }),
  outflow: ({ strength, progress }, dice) => ({
    takenShare: dice.happens(0.3) ? 0.12 * strength : 0,
    lessons: progress > 0.7 ? 0.5 : 1,
    changesAccount: dice.happens(0.02),
  }),
  refusal: ({ strength, progress }) => ({
    refunds: 1 + towards(3, 9, strength) * Math.max(0.3, progress),
    complaints: 1 + 8 * strength * progress,
    doesNotPayRefunds: true,
  }),
  closing: ({ strength, progress }, dice) => ({
    staffLoss: 0.015 * strength,
    lessons: 1 - 0.9 * progress * strength,
    letsLeaseEnd: true,
    changesLegalPerson: dice.happens(0.015 * strength),
    changesAccount: dice.happens(0.01 * strength),
    refunds: 1 + 2 * strength * progress,
    complaints: 1 + 2 * strength * progress,
  }),
};

/** The doors are shut. */
const GONE: Pressure = { ...HONEST, orders: 0, lessons: 0, doesNotPayRefunds: true };

/** What a run-away does on a day of the year; nothing before it prepares, and nothing at all once it is gone. */
export function pressureOn(runAway: RunAway | undefined, day: number, dice: Dice): Pressure {
  if (runAway === undefined || day < runAway.preparesFrom) return HONEST;
  const { preparesFrom, collapsesOn, way } = runAway;
  if (day >= collapsesOn) return GONE;
  const progress = (day - preparesFrom) / Math.max(1, collapsesOn - preparesFrom);
  return { ...HONEST, ...WAY[way]({ ...runAway, progress }, dice) };
}
