import {
  RectificationOverdue,
  RectificationRecounted,
  RectificationReminded,
  RectificationReturned,
  RectificationSubmitted,
} from "../../events/measure.ts";
import type { Calendar } from "../reference/calendar.ts";
import { recountDeadline } from "../reference/working-day-deadline.ts";
import { type Deadline, hasExpired, isToBeReminded } from "../shared/deadline.ts";
import type { MemberId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { ok } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import {
  type DecidedMeasure,
  type MeasureDecision,
  type MeasureState,
  namesOf,
  runningTime,
  step,
} from "./measure.ts";

/** The institution says what it has put right: late is better than never, and stays shown as late. */
export function submitRectification(measure: MeasureState, memberId: MemberId): DecidedMeasure {
  const next = step(measure, "submit");
  if (!next.ok) return next;
  return ok({
    measure: { ...measure, status: next.value },
    event: RectificationSubmitted.make({ ...namesOf(measure), memberId }),
  });
}

/** That is not enough: the institution has a new time. */
export function returnRectification(
  measure: MeasureState,
  { officerId, deadline }: { readonly officerId: MemberId; readonly deadline: Deadline },
): DecidedMeasure {
  const next = step(measure, "return");
  if (!next.ok) return next;
  const { isOverdue: _former, remindedAt: _ofFormer, ...rest } = measure;
  const dueAt = toRfc3339(deadline.dueAt);
  return ok({
    measure: { ...rest, status: next.value, deadline },
    event: RectificationReturned.make({ ...namesOf(measure), officerId, dueAt }),
  });
}

/** The institution is reminded of its time; nothing where no reminder is due. */
export function remindOfRectification(
  measure: MeasureState,
  at: EpochMs,
): MeasureDecision | undefined {
  const deadline = runningTime(measure);
  if (deadline === undefined || !isToBeReminded(deadline, measure.remindedAt, at)) return undefined;
  return {
    measure: { ...measure, remindedAt: at },
    event: RectificationReminded.make({ ...namesOf(measure), dueAt: toRfc3339(deadline.dueAt) }),
  };
}

/** The institution let its time pass; nothing where it is not over, or was noted before. */
export function noteOverdue(measure: MeasureState, at: EpochMs): MeasureDecision | undefined {
  const deadline = runningTime(measure);
  if (deadline === undefined || !hasExpired(deadline, at)) return undefined;
  return {
    measure: { ...measure, isOverdue: true },
    event: RectificationOverdue.make({ ...namesOf(measure), dueAt: toRfc3339(deadline.dueAt) }),
  };
}

/** The time that runs, counted by this calendar; nothing where that changes nothing. */
export function recountRectification(
  measure: MeasureState,
  calendar: Calendar,
): MeasureDecision | undefined {
  const deadline = runningTime(measure);
  if (deadline === undefined) return undefined;
  const counted = recountDeadline(calendar, deadline);
  invariant(counted.ok, `${deadline.workingDays} working days were counted before`);
  const { dueAt, provisional } = counted.value;
  if (dueAt === deadline.dueAt && provisional === deadline.provisional) return undefined;
  return {
    measure: { ...measure, deadline: counted.value },
    event: RectificationRecounted.make({ ...namesOf(measure), dueAt: toRfc3339(dueAt) }),
  };
}
