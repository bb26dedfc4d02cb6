import { type Urgency, urgencyOf } from "../../../domain/alert/urgency.ts";
import { nationalRulePack } from "../../../domain/reference/national-rule-pack.ts";
import type { ParameterId } from "../../../domain/reference/rule-parameters.ts";
import { InstitutionSize } from "../../../domain/reference/vocabulary.ts";
import { evaluatorOf, limitsAt, sizeOf, type Evaluator } from "../../../domain/risk/evaluate.ts";
import type { Indicator, RiskLevel } from "../../../domain/risk/indicator.ts";
import { allIndicators } from "../../../domain/risk/indicators/all.ts";
import { windowAt } from "../../../domain/risk/window.ts";
import { recordOf } from "../../../domain/shared/record.ts";
import type { AlertLevel, IndicatorId } from "../../../domain/shared/risk-codes.ts";
import type { RunAway } from "./institution.ts";
import { FIRST_DATE } from "./season.ts";
import { type PlayedInstitution, playWorld, type WorldPlan } from "./world.ts";

/** Something that an officer is told of: on which day of the year, and how loudly. */
export interface Alarm {
  readonly level: AlertLevel;
  readonly day: number;
}

/** An alert that an indicator raised. */
export interface Raised extends Alarm {
  readonly indicatorId: IndicatorId;
}

/** What the indicators said of one institution in its year. */
export interface Watched {
  readonly county: number;
  readonly runAway: RunAway | undefined;
  /** Days that were judged: up to the collapse of a run-away. */
  readonly days: number;
  readonly beganOn: number;
  readonly raised: readonly Raised[];
  /** How it stood on each day that was judged, if nobody did anything about it. */
  readonly standings: readonly Urgency[];
}

/** Some indicators with their limits bound, for each size of institution. */
export type Judges = Readonly<Record<InstitutionSize, Evaluator>>;

const packs = [nationalRulePack];
const place = { date: FIRST_DATE, unitPath: "/unt_100000/unt_410000/unt_411100/unt_411102/" };

/** @param otherValue what a limit is instead of the nation's value, where it is another */
export const judgesBy = (
  indicators: readonly Indicator[],
  otherValue: (id: ParameterId, size: InstitutionSize) => number | undefined = () => undefined,
): Judges =>
  recordOf(InstitutionSize.options, (size) => {
    const national = limitsAt(packs, { ...place, size });
    return evaluatorOf(indicators, (id) => otherValue(id, size) ?? national(id));
  });

const RANK: Readonly<Record<RiskLevel, number>> = { none: 0, yellow: 1, red: 2 };

/** Judges every day of an institution's year. */
export function watch({ institution, history }: PlayedInstitution, judges: Judges): Watched {
  const { county, beganOn, runAway, pupils } = institution;
  const evaluate = judges[sizeOf(packs, place, pupils)];
  const end = (runAway?.collapsesOn ?? beganOn + history.dayCount) - beganOn;
  const open = new Map<IndicatorId, Parameters<typeof urgencyOf>[0][number]>();
  const raised: Raised[] = [];
  const standings: Urgency[] = [];
  for (let index = 0; index < end; index += 1) {
    const day = beganOn + index;
    for (const { indicatorId, level } of evaluate(windowAt(history, index))) {
      const before = open.get(indicatorId);
      if (level === "none") {
        open.delete(indicatorId);
        continue;
      }
      if (RANK[level] > RANK[before?.level ?? "none"]) raised.push({ indicatorId, level, day });
      open.set(indicatorId, { level, status: "raised", raisedAt: before?.raisedAt ?? day });
    }
    standings.push(urgencyOf([...open.values()]));
  }
  return { county, runAway, beganOn, days: end, raised, standings };
}

/** Judges a whole world by every indicator, institution by institution. */
export function watchWorld(plan: WorldPlan): readonly Watched[] {
  const judges = judgesBy(allIndicators);
  return Array.from(playWorld(plan), (played) => watch(played, judges));
}
