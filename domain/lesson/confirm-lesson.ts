import { LessonConfirmed } from "../../events/lesson.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import { nextState } from "../shared/lifecycle.ts";
import { lessonHold, type MoneyMove } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import { assertLessonOf, type LessonDecision, type LessonState } from "./lesson.ts";
import { refuseLesson } from "./refusals.ts";
import { endOfUndo } from "./undo-confirmation.ts";
import {
  type GoneLesson,
  isBeforeRequest,
  lessonTransitions,
  type LessonStatus,
  whyGone,
} from "./transitions.ts";

export type ConfirmLessonRefusal =
  "lesson.not-requested" | "lesson.already-confirmed" | "lesson.disputed" | GoneLesson;

/** A confirmed lesson is consumed, and makes room for another under the limit of open lessons. */
export interface ConfirmationDecision extends LessonDecision {
  /** How many lessons leave the pupil's order guard, in the same transaction. */
  readonly consumedLessonCount: number;
}

/**
 * The guardian confirms a lesson, and in the same decision its amount is earned.
 * @param undoMinutes how long the family may take it back; 0 where its word stands at once
 * @source 教监管函〔2021〕2号: the fee is released only for lessons taught and confirmed
 */
export function decideConfirmLesson(
  enrolment: EnrolmentState,
  lesson: LessonState,
  undoMinutes: number,
  at: EpochMs,
): Result<ConfirmationDecision, ConfirmLessonRefusal> {
  assertLessonOf(enrolment, lesson);
  const status = nextState(lessonTransitions, lesson.status, "confirm");
  if (status === undefined)
    return refuseLesson(unconfirmable(lesson.status), {
      lessonNumber: lesson.lessonNumber,
      status: lesson.status,
    });
  const { facts, ...earned } = earnPending(enrolment, lesson, "lesson-confirmed");
  const undoUntil = endOfUndo(lesson, undoMinutes, at);
  return ok({
    ...earned,
    lesson: {
      ...lesson,
      status,
      confirmedAt: at,
      confirmedBy: "guardian",
      ...(undoUntil === undefined ? {} : { undoUntil }),
    },
    event: LessonConfirmed.make(
      undoUntil === undefined ? facts : { ...facts, undoUntil: toRfc3339(undoUntil) },
    ),
  });
}

/** The lesson's amount becomes earned, and the lesson counts no longer with the pupil's open ones. */
export function earnPending(
  enrolment: EnrolmentState,
  { enrolmentId, lessonNumber, amountFen }: LessonState,
  reason: "lesson-confirmed" | "lesson-deemed",
) {
  const hold = lessonHold(lessonNumber);
  const moves: MoneyMove[] = [{ from: "pending", to: "earned", amountFen, hold, reason }];
  const { institutionId } = enrolment;
  return {
    enrolment: { ...enrolment, balances: applyDecidedMoves(enrolment.balances, moves) },
    consumedLessonCount: 1,
    moves,
    facts: { enrolmentId, institutionId, lessonNumber, amountFen, moves },
  };
}

/** Why a lesson with this status cannot be confirmed, by word or by silence. */
export function unconfirmable(status: LessonStatus): ConfirmLessonRefusal {
  if (status === "disputed") return "lesson.disputed";
  const consumable = isBeforeRequest(status) ? "lesson.not-requested" : "lesson.already-confirmed";
  return whyGone(status) ?? consumable;
}
