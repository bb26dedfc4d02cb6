import { AlertRecounted } from "../../events/alert.ts";
import { addWorkingDays, type Calendar } from "../reference/calendar.ts";
import { resolveParameter, type RuleContext, type RulePack } from "../reference/rule-packs.ts";
import type { ParameterId } from "../reference/rule-parameters.ts";
import { endOfDay } from "../shared/deadline.ts";
import { invariant } from "../shared/invariant.ts";
import type { AlertLevel } from "../shared/risk-codes.ts";
import { type EpochMs, HOUR_MS, shanghaiDate, toRfc3339 } from "../shared/time.ts";
import { type AlertDecision, type AlertState, type AlertTime, namesOf } from "./alert.ts";

const TIMES = {
  yellow: {
    acknowledge: "alert.yellow-acknowledge-working-days",
    conclude: "alert.yellow-conclude-working-days",
  },
  red: {
    acknowledge: "alert.red-acknowledge-hours",
    conclude: "alert.red-conclude-working-days",
  },
} as const satisfies Record<AlertLevel, Record<string, ParameterId>>;

/** The two times of an alert, which run at once. */
export interface AlertTimes {
  readonly acknowledgeBy: AlertTime;
  readonly concludeBy: AlertTime;
}

/** From how many places of one owner an alert goes up. */
export interface SpreadLimits {
  readonly provinceFromCounties: number;
  readonly nationFromProvinces: number;
}

/** The rules of the place and the calendar, as they are on the day of a decision. */
export interface AlertRules {
  /** Hours run by day and night; working days end with their last day. */
  times(level: AlertLevel, fromAt: EpochMs): AlertTimes;
  readonly spread: SpreadLimits;
}

/** @throws InvariantBroken where the national rule pack has no value */
export function alertRulesBy(
  packs: readonly RulePack[],
  calendar: Calendar,
  context: RuleContext,
): AlertRules {
  const resolved = (id: ParameterId) => {
    const result = resolveParameter(packs, id, context);
    invariant(result.ok, `${id} has a value in force`);
    return result.value;
  };
  const timeBy = (id: ParameterId, fromAt: EpochMs): AlertTime => {
    const { value, unit, binding } = resolved(id);
    const basis = binding.parameter.source.article;
    if (unit === "hour") return { basis, dueAt: fromAt + value * HOUR_MS, provisional: false };
    const end = addWorkingDays(calendar, shanghaiDate(fromAt), value);
    invariant(end.ok, `${value} working days can be counted for ${id}`);
    const { date, provisional } = end.value;
    return { basis, dueAt: endOfDay(date), provisional, counted: { fromAt, workingDays: value } };
  };
  return {
    times: (level, fromAt) => ({
      acknowledgeBy: timeBy(TIMES[level].acknowledge, fromAt),
      concludeBy: timeBy(TIMES[level].conclude, fromAt),
    }),
    spread: {
      provinceFromCounties: resolved("alert.province-from-counties").value,
      nationFromProvinces: resolved("alert.nation-from-provinces").value,
    },
  };
}

/** The same time by a calendar that was corrected; hours are no calendar's. */
function recountedTime(time: AlertTime, calendar: Calendar): AlertTime {
  if (time.counted === undefined) return time;
  const { fromAt, workingDays } = time.counted;
  const end = addWorkingDays(calendar, shanghaiDate(fromAt), workingDays);
  invariant(end.ok, `${workingDays} working days can be counted again`);
  const { date, provisional } = end.value;
  return { ...time, dueAt: endOfDay(date), provisional };
}

/** Of two times the one that ends first. */
export const earlier = (one: AlertTime | undefined, other: AlertTime): AlertTime =>
  one !== undefined && one.dueAt < other.dueAt ? one : other;

const isOver = (time: AlertTime | undefined, at: EpochMs): boolean =>
  time !== undefined && !time.provisional && at >= time.dueAt;

/** Whether nobody has acknowledged, or nobody concluded, in time. */
export const isLate = ({ status, acknowledgeBy, concludeBy }: AlertState, at: EpochMs): boolean =>
  (status === "raised" && isOver(acknowledgeBy, at)) ||
  ((status === "raised" || status === "acknowledged") && isOver(concludeBy, at));

/** The next instant at which an alert is late, if nobody acts; none once no time runs. */
export function nextDueOf({
  status,
  acknowledgeBy,
  concludeBy,
}: AlertState): AlertTime | undefined {
  if (status === "raised" && acknowledgeBy !== undefined && concludeBy !== undefined)
    return earlier(acknowledgeBy, concludeBy);
  return status === "raised" || status === "acknowledged" ? concludeBy : undefined;
}

/** No time runs any more. */
export function stopped(alert: AlertState): AlertState {
  const { acknowledgeBy: _one, concludeBy: _other, ...rest } = alert;
  return rest;
}

/** Counts the times that run by a calendar that was corrected. @returns nothing where that moves none */
export function recountTimes(alert: AlertState, calendar: Calendar): AlertDecision | undefined {
  const { acknowledgeBy, concludeBy } = alert;
  if (nextDueOf(alert) === undefined || concludeBy === undefined) return undefined;
  const conclude = recountedTime(concludeBy, calendar);
  const acknowledge = acknowledgeBy && recountedTime(acknowledgeBy, calendar);
  if (isAsBefore(conclude, concludeBy) && isAsBefore(acknowledge, acknowledgeBy)) return undefined;
  return {
    alert: {
      ...alert,
      concludeBy: conclude,
      ...(acknowledge === undefined ? {} : { acknowledgeBy: acknowledge }),
    },
    event: AlertRecounted.make({
      ...namesOf(alert),
      concludeBy: toRfc3339(conclude.dueAt),
      ...(acknowledge === undefined ? {} : { acknowledgeBy: toRfc3339(acknowledge.dueAt) }),
    }),
  };
}

const isAsBefore = (one: AlertTime | undefined, other: AlertTime | undefined): boolean =>
  one?.dueAt === other?.dueAt && one?.provisional === other?.provisional;
