import { isCompetent } from "../identity/competence.ts";
import type { AlertLevel, IndicatorId } from "../shared/risk-codes.ts";
import type { TrainingCategory } from "../shared/training.ts";
import type { SubscriptionState } from "./subscription.ts";

/** A change of an alert, as far as it decides who is told. */
export interface ToldAlert {
  /** As severe as it is, or was until now: whoever was told that it is red is told that it no longer is. */
  readonly level: AlertLevel;
  readonly indicatorId: IndicatorId;
  readonly category: TrainingCategory;
  /** Of the county: `/unt_100000/unt_410000/unt_411100/unt_411102/`. */
  readonly unitPath: string;
}

const lies = (unitPath: string, unitId: string): boolean => unitPath.includes(`/${unitId}/`);

/** Whether an alert is one of those that an office has subscribed to, whatever the pace. */
export function isWatched(
  { unitId, department, filter }: Pick<SubscriptionState, "unitId" | "department" | "filter">,
  { level, indicatorId, category, unitPath }: ToldAlert,
): boolean {
  const { leastLevel, indicators, units } = filter;
  return (
    lies(unitPath, unitId) &&
    isCompetent(department, category) &&
    (level === "red" || leastLevel === "yellow") &&
    (indicators.length === 0 || indicators.includes(indicatorId)) &&
    (units.length === 0 || units.some((below) => lies(unitPath, below)))
  );
}

/** Who is told at once. */
export const subscriptionsFor = (
  told: ToldAlert,
  subscriptions: readonly SubscriptionState[],
): readonly SubscriptionState[] =>
  subscriptions.filter(
    (one) => one.endedAt === undefined && one.pace === "at-once" && isWatched(one, told),
  );
