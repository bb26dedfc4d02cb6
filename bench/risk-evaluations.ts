import { nationalRulePack } from "../domain/reference/national-rule-pack.ts";
import { InstitutionSize } from "../domain/reference/vocabulary.ts";
import { evaluatorOf, type Explanation, explain, sizeOf } from "../domain/risk/evaluate.ts";
import { allIndicators } from "../domain/risk/indicators/all.ts";
import { type FactWindow, windowAt } from "../domain/risk/window.ts";
import { recordOf } from "../domain/shared/record.ts";
import { limitsOfSize, wildDays } from "../test/support/risk-days.ts";
import { peerEngine } from "../test/support/risk-json-rules.ts";
import { FIRST_DATE } from "../test/support/risk-world/season.ts";
import { playWorld, WORLD, type WorldPlan } from "../test/support/risk-world/world.ts";
import { median, type Ratio } from "./ratio.ts";

const ROUNDS = 7;
const WARM_UP = 2;
/** The platform judges the days of a round so many times, to take about as long as its peer. */
const REPEATS = 150;
const GOAL = 100;
/** Some institutions of an invented world, on every n-th day of their year. */
interface Sample {
  readonly world: WorldPlan;
  readonly isTaken: (institutionNumber: number) => boolean;
  readonly everyDays: number;
}

/** Every 5th of 250 institutions: one in 50 runs away, as in the world of the backtest. */
const USUAL: Sample = {
  world: { ...WORLD, institutions: 250, runAwaysPerWay: 1 },
  isTaken: (number) => number % 5 === 4,
  everyDays: 4,
};
/** Twelve of them, five of which run away, one in each way: more words a day. */
const HARSHER: Sample = {
  world: { ...WORLD, institutions: 250, runAwaysPerWay: 20 },
  isTaken: (number) => number % 21 === 0,
  everyDays: 1,
};
const WILD_HISTORIES = 32;
const NATION = { date: FIRST_DATE, unitPath: "/unt_100000/" };

/** An institution on a day, and how large it is. */
interface Look {
  readonly size: InstitutionSize;
  readonly window: FactWindow;
}

/** Looks a second of one round. */
interface Round {
  readonly platform: number;
  readonly peer: number;
}

const evaluators = recordOf(InstitutionSize.options, (size) =>
  evaluatorOf(allIndicators, limitsOfSize[size]),
);
const peers = recordOf(InstitutionSize.options, (size) => peerEngine(limitsOfSize[size]));

/**
 * R6: institution-days a second that all indicators judge, each warning explained in both languages ÷ the same rows
 * as rules of json-rules-engine, which keeps what each condition saw. Both read the same windows over stored facts,
 * and warn of the same (`test/properties/risk-json-rules.test.ts`). On days of the invented year with as many who run
 * away as the backtest has; `harsher` is the ratio where five of twelve do, `wild` on days with half of all indicators
 * warning, which are mostly words.
 */
export async function riskEvaluations(): Promise<Ratio> {
  const usual = await play(looksOf(USUAL));
  const harsher = await play(looksOf(HARSHER));
  const wild = await play([...wildDays(1, WILD_HISTORIES)]);
  const value = ratioOf(usual.rounds);
  return {
    value,
    unit: "explained risk evaluations/s ÷ json-rules-engine",
    peer: median(usual.rounds.map(({ peer }) => peer)),
    goal: GOAL,
    met: value >= GOAL,
    detail: {
      platform: median(usual.rounds.map(({ platform }) => platform)),
      warningsADay: usual.warningsADay,
      harsher: ratioOf(harsher.rounds),
      harsherWarningsADay: harsher.warningsADay,
      wild: ratioOf(wild.rounds),
      wildWarningsADay: wild.warningsADay,
      indicators: allIndicators.length,
      days: usual.days,
      repeats: REPEATS,
      rounds: ROUNDS,
    },
  };
}

const ratioOf = (rounds: readonly Round[]): number =>
  median(rounds.map(({ platform, peer }) => platform / peer));

/** Whole years, as a backtest walks through them. */
const looksOf = ({ world, isTaken, everyDays }: Sample): readonly Look[] =>
  Array.from(playWorld(world))
    .filter(({ institution }) => isTaken(institution.number))
    .flatMap(({ institution, history }) => {
      const size = sizeOf([nationalRulePack], NATION, institution.pupils);
      return Array.from({ length: Math.ceil(history.dayCount / everyDays) }, (_, number) => ({
        size,
        window: windowAt(history, number * everyDays),
      }));
    });

async function play(looks: readonly Look[]) {
  const rounds: Round[] = [];
  for (let number = 0; number < WARM_UP + ROUNDS; number += 1) {
    const rates = { platform: 0, peer: 0 };
    const platform = () => {
      rates.platform = rateOf(looks.length * REPEATS, () => {
        for (let time = 0; time < REPEATS; time += 1) looks.forEach(judgeAndExplain);
      });
    };
    if (number % 2 === 0) platform();
    rates.peer = await peerRate(looks);
    if (number % 2 === 1) platform();
    if (number >= WARM_UP) rounds.push(rates);
  }
  const warnings = looks.flatMap(judgeAndExplain).length;
  return { rounds, days: looks.length, warningsADay: warnings / looks.length };
}

function judgeAndExplain({ size, window }: Look): readonly Explanation[] {
  const evaluations = evaluators[size](window);
  const explanations: Explanation[] = [];
  allIndicators.forEach((indicator, number) => {
    const evaluation = evaluations[number];
    if (evaluation !== undefined && evaluation.level !== "none")
      explanations.push(explain(indicator, evaluation));
  });
  return explanations;
}

function rateOf(count: number, work: () => void): number {
  const startedAt = performance.now();
  work();
  return (count * 1000) / (performance.now() - startedAt);
}

async function peerRate(looks: readonly Look[]): Promise<number> {
  const startedAt = performance.now();
  for (const { size, window } of looks) await peers[size].judge(window);
  return (looks.length * 1000) / (performance.now() - startedAt);
}
