import type { Calendar } from "../reference/calendar.ts";
import { resolveParameter, type RuleContext, type RulePack } from "../reference/rule-packs.ts";
import type { ParameterId } from "../reference/rule-parameters.ts";
import { recountDeadline, startDeadline } from "../reference/working-day-deadline.ts";
import {
  type Deadline,
  type DeadlineAction,
  type Due,
  isToBeReminded,
  nextAttention,
} from "../shared/deadline.ts";
import { invariant } from "../shared/invariant.ts";
import type { EpochMs } from "../shared/time.ts";
import type { ComplaintState } from "./complaint.ts";

/** The clocks of a complaint: by which parameter each runs, and what its end brings about. */
const CLOCKS = {
  /** The institution answers. */
  institution: {
    parameter: "complaint.institution-working-days",
    action: "escalate-complaint",
  },
  /** The family says whether it is content. */
  family: { parameter: "complaint.family-working-days", action: "close-complaint" },
  /** The county takes the complaint up. */
  acceptance: { parameter: "complaint.acceptance-working-days", action: "escalate-complaint" },
  /** The county settles what it has taken up. */
  mediation: { parameter: "complaint.mediation-working-days", action: "escalate-complaint" },
  /** So much longer, when it extends its time. */
  extension: { parameter: "complaint.extension-working-days", action: "escalate-complaint" },
  /** City and province decide. */
  superior: { parameter: "complaint.superior-working-days", action: "escalate-complaint" },
  /** How long a complaint that is over may be reopened. */
  reopening: { parameter: "complaint.reopening-working-days", action: "close-complaint" },
} as const satisfies Record<
  string,
  { readonly parameter: ParameterId; readonly action: DeadlineAction }
>;

export type ClockName = keyof typeof CLOCKS;

/** The clocks as the rules of the place and the calendar have them on the day of a decision. */
export interface Clocks {
  start(clock: ClockName, fromAt: EpochMs): Deadline;
  /** The same period, longer by the days of another clock. */
  lengthen(deadline: Deadline, by: ClockName): Deadline;
}

/** @throws InvariantBroken where the national rule pack has no value for a clock */
export function clocksBy(
  packs: readonly RulePack[],
  calendar: Calendar,
  context: RuleContext,
): Clocks {
  const ruleOf = (clock: ClockName) => {
    const { parameter, action } = CLOCKS[clock];
    const resolved = resolveParameter(packs, parameter, context);
    invariant(resolved.ok, `${parameter} has a value in force`);
    const { value, binding } = resolved.value;
    return { basis: binding.parameter.source.article, action, workingDays: value };
  };
  const counted = (period: Pick<Deadline, "basis" | "action" | "workingDays">, fromAt: EpochMs) => {
    const started = startDeadline(calendar, period, fromAt);
    invariant(started.ok, `${period.workingDays} working days can be counted`);
    return started.value;
  };
  return {
    start: (clock, fromAt) => counted(ruleOf(clock), fromAt),
    lengthen: ({ basis, action, workingDays, fromAt }, by) =>
      counted({ basis, action, workingDays: workingDays + ruleOf(by).workingDays }, fromAt),
  };
}

/** A new period runs, and nobody was reminded in it. */
export const running = (
  complaint: ComplaintState,
  deadline: Deadline,
): ComplaintState & { readonly deadline: Deadline } => {
  const { remindedAt: _former, ...rest } = complaint;
  return { ...rest, deadline };
};

/** No period runs any more. */
export function stopped(complaint: ComplaintState): ComplaintState {
  const { deadline: _over, remindedAt: _former, ...rest } = complaint;
  return rest;
}

/** When a complaint next needs attention: the next reminder, or else the end of the time that runs. */
export const dueOfComplaint = ({ deadline, remindedAt }: ComplaintState): Due | undefined =>
  deadline === undefined ? undefined : nextAttention(deadline, remindedAt);

/** Whether whoever has to answer is to be reminded now. */
export const isReminderDue = ({ deadline, remindedAt }: ComplaintState, at: EpochMs): boolean =>
  deadline !== undefined && isToBeReminded(deadline, remindedAt, at);

/** The time that runs, counted by this calendar, or nothing where that changes nothing. */
export function recounted(deadline: Deadline, calendar: Calendar): Deadline | undefined {
  const counted = recountDeadline(calendar, deadline);
  invariant(counted.ok, `${deadline.workingDays} working days were counted before`);
  const { dueAt, provisional } = counted.value;
  const isSame = dueAt === deadline.dueAt && provisional === deadline.provisional;
  return isSame ? undefined : counted.value;
}
