import { allIndicators } from "../../../domain/risk/indicators/all.ts";
import { evaluatorOf, limitsAt, sizeOf, type Evaluator } from "../../../domain/risk/evaluate.ts";
import type { RiskLevel } from "../../../domain/risk/indicator.ts";
import { windowAt } from "../../../domain/risk/window.ts";
import { nationalRulePack } from "../../../domain/reference/national-rule-pack.ts";
import { InstitutionSize } from "../../../domain/reference/vocabulary.ts";
import { recordOf } from "../../../domain/shared/record.ts";
import type { AlertLevel, IndicatorId } from "../../../domain/shared/risk-codes.ts";
import type { RunAway } from "./institution.ts";
import { FIRST_DATE } from "./season.ts";
import { type PlayedInstitution, playWorld, type WorldPlan } from "./world.ts";

/** An alert that an indicator raised: on which day of the year, and to which level. */
export interface Raised {
  readonly indicatorId: IndicatorId;
  readonly level: AlertLevel;
  readonly day: number;
}

/** What the indicators said of one institution in its year. */
export interface Watched {
  readonly county: number;
  readonly runAway: RunAway | undefined;
  /** Days that were judged: up to the collapse of a run-away. */
  readonly days: number;
  readonly beganOn: number;
  readonly raised: readonly Raised[];
}

const packs = [nationalRulePack];
const place = { date: FIRST_DATE, unitPath: "/unt_100000/unt_410000/unt_411100/unt_411102/" };

const evaluators: Readonly<Record<InstitutionSize, Evaluator>> = recordOf(
  InstitutionSize.options,
  (size) => evaluatorOf(allIndicators, limitsAt(packs, { ...place, size })),
);

const RANK: Readonly<Record<RiskLevel, number>> = { none: 0, yellow: 1, red: 2 };

/** Judges every day of an institution's year by every indicator. */
export function watch({ institution, history }: PlayedInstitution): Watched {
  const { county, beganOn, runAway, pupils } = institution;
  const evaluate = evaluators[sizeOf(packs, place, pupils)];
  const end = (runAway?.collapsesOn ?? beganOn + history.dayCount) - beganOn;
  const former = new Map<IndicatorId, RiskLevel>();
  const raised: Raised[] = [];
  for (let index = 0; index < end; index += 1) {
    for (const { indicatorId, level } of evaluate(windowAt(history, index))) {
      const before = former.get(indicatorId) ?? "none";
      if (level !== "none" && RANK[level] > RANK[before])
        raised.push({ indicatorId, level, day: beganOn + index });
      former.set(indicatorId, level);
    }
  }
  return { county, runAway, beganOn, days: end, raised };
}

/** Judges a whole world, institution by institution. */
export const watchWorld = (plan: WorldPlan): readonly Watched[] =>
  Array.from(playWorld(plan), watch);
