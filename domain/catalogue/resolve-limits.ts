import type { OrderLimits } from "../enrolment/order-guard.ts";
import {
  parameterValue,
  resolveParameter,
  type RuleContext,
  type RulePack,
} from "../reference/rule-packs.ts";
import type { ParameterId } from "../reference/rule-parameters.ts";
import { fen } from "../shared/money.ts";
import { HOUR_MS } from "../shared/time.ts";
import type { ChargeLimits } from "./create-course.ts";
import type { TimetableLimits } from "./timetable.ts";

/** Every limit that the sale of a course has to keep at one place, on one day, for one kind of training. */
export type SaleLimits = ChargeLimits &
  OrderLimits &
  TimetableLimits & {
    /** So many hours before a session its contract lets the family ask for leave. */
    readonly leaveNoticeHours: number;
    /** Such training may not take place on rest days and holidays. */
    readonly restDaysForbidden: boolean;
  };

/**
 * Resolves the limits from the rule packs, the strictest of each.
 * @throws InvariantBroken when a limit that always applies has no value in force
 */
export function resolveLimits(packs: readonly RulePack[], context: RuleContext): SaleLimits {
  const value = (id: ParameterId): number => parameterValue(packs, id, context);
  const valueIfAny = (id: ParameterId): number | undefined => {
    const resolved = resolveParameter(packs, id, context);
    return resolved.ok ? resolved.value.value : undefined;
  };
  const maxLessonMinutes = valueIfAny("lesson.most-minutes");
  const minGapMinutes = valueIfAny("lesson.least-gap-minutes");
  const earliestMonths = valueIfAny("charge.earliest-months");
  return {
    rulePackVersion: packs.map((pack) => pack.version).join("+"),
    maxLessonCount: value("charge.most-lessons"),
    maxAmountFen: fen(value("charge.most-fen")),
    maxMonths: value("charge.most-months"),
    windowMs: value("charge.summing-window-hours") * HOUR_MS,
    paymentWindowMs: value("order.payment-hours") * HOUR_MS,
    leaveNoticeHours: value("leave.notice-hours"),
    latestEndMinuteOfDay: value("lesson.latest-end"),
    restDaysForbidden: valueIfAny("lesson.rest-days-forbidden") === 1,
    ...(maxLessonMinutes === undefined ? {} : { maxLessonMinutes }),
    ...(minGapMinutes === undefined ? {} : { minGapMinutes }),
    ...(earliestMonths === undefined ? {} : { earliestMonths }),
  };
}
