import type { Dice } from "./dice.ts";
import { DAY_COUNT } from "./season.ts";

export const WAYS = ["dump", "drain", "outflow", "refusal", "closing"] as const;
export type Way = (typeof WAYS)[number];

/** How an institution runs away: its day of collapse, and since when it prepares. */
export interface RunAway {
  readonly way: Way;
  /** Days of the year, counted from 0. */
  readonly preparesFrom: number;
  readonly collapsesOn: number;
  /** 0.35 to 1: how much it shows. */
  readonly strength: number;
}

/** What an institution is like; its days follow from it and from chance. */
export interface Institution {
  readonly number: number;
  readonly county: number;
  readonly pupils: number;
  /** The day of the year on which it began; 0 for those that were there before. */
  readonly beganOn: number;
  readonly weekendShare: number;
  readonly lessonsPerWeek: number;
  readonly medianPriceFen: number;
  readonly priceFen: number;
  readonly packageLessons: number;
  readonly silentShare: number;
  readonly hasDeposit: boolean;
  readonly runAway?: RunAway;
}

export const COUNTY_COUNT = 31;
const YOUNG_SHARE = 0.15;
const DEPOSIT_SHARE = 0.2;
const SUDDEN_SHARE = 0.2;
const MOST_FEN = 500_000;

/** Price of a lesson in fen, and how much of the week's teaching lies on its two rest days. */
const TRADES = [
  { medianPriceFen: 8_000, weekendShare: 0.2 },
  { medianPriceFen: 6_500, weekendShare: 0.55 },
  { medianPriceFen: 7_500, weekendShare: 0.7 },
  { medianPriceFen: 11_000, weekendShare: 0.65 },
  { medianPriceFen: 6_000, weekendShare: 0.5 },
] as const;

/** How long each way is prepared, in days. */
const PREPARATION: Readonly<Record<Way, readonly [number, number]>> = {
  dump: [20, 45],
  drain: [60, 120],
  outflow: [5, 20],
  refusal: [30, 60],
  closing: [30, 60],
};

function pupilsOf(dice: Dice): number {
  const size = dice.next();
  if (size < 0.7) return dice.whole(20, 150);
  return size < 0.92 ? dice.whole(150, 600) : dice.whole(600, 3000);
}

/** @param way how it runs away, where it does */
export function institutionOf(dice: Dice, number: number, way: Way | undefined): Institution {
  const trade = TRADES[dice.below(TRADES.length)] ?? TRADES[0];
  const priceFen = Math.round(trade.medianPriceFen * dice.factor(0.2));
  const isYoung = way === undefined && dice.happens(YOUNG_SHARE);
  return {
    number,
    county: number % COUNTY_COUNT,
    pupils: pupilsOf(dice),
    beganOn: isYoung ? dice.whole(10, DAY_COUNT - 40) : 0,
    weekendShare: trade.weekendShare,
    lessonsPerWeek: dice.between(1.2, 3),
    medianPriceFen: trade.medianPriceFen,
    priceFen,
    packageLessons: Math.min(dice.whole(16, 48), Math.floor(MOST_FEN / priceFen)),
    silentShare: Math.min(0.75, 0.23 * dice.factor(0.35)),
    hasDeposit: way !== "outflow" && way !== "drain" && dice.happens(DEPOSIT_SHARE),
    ...(way === undefined ? {} : { runAway: runAwayBy(dice, way) }),
  };
}

function runAwayBy(dice: Dice, way: Way): RunAway {
  const collapsesOn = dice.whole(100, 350);
  const [shortest, longest] = PREPARATION[way];
  const days = dice.happens(SUDDEN_SHARE) ? dice.whole(3, 9) : dice.whole(shortest, longest);
  const strength = dice.between(0.35, 1);
  return { way, preparesFrom: Math.max(1, collapsesOn - days), collapsesOn, strength };
}
