import { ConfirmationUndone } from "../../events/lesson.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import { nextState } from "../shared/lifecycle.ts";
import { lessonHold, type MoneyMove } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import { assertLessonOf, type LessonDecision, type LessonState } from "./lesson.ts";
import { refuseLesson } from "./refusals.ts";
import { lessonTransitions } from "./transitions.ts";

export type UndoConfirmationRefusal =
  "lesson.not-confirmed" | "lesson.confirmed-otherwise" | "lesson.undo-over";

const MINUTE_MS = 60_000;

/** An undone confirmation brings its lesson back among the pupil's open ones. */
export interface UndoDecision extends LessonDecision {
  /** How many lessons enter the pupil's order guard again, in the same transaction. */
  readonly reopenedLessonCount: number;
}

/**
 * The first instant at which a confirmation given now stands; nothing where it stands at once. It lasts the
 * rule's minutes, but never beyond the end of the family's time to answer: an undone lesson goes back to
 * that very clock, which would then confirm it by silence. An end that awaits the calendar binds nobody yet.
 */
export function endOfUndo(
  { deadline }: Pick<LessonState, "deadline">,
  undoMinutes: number,
  at: EpochMs,
): EpochMs | undefined {
  const window = at + undoMinutes * MINUTE_MS;
  const end =
    deadline === undefined || deadline.provisional ? window : Math.min(window, deadline.dueAt);
  return end > at ? end : undefined;
}

/**
 * The family takes its confirmation back: the lesson awaits its answer as before, by the clock that the
 * recorded notice started, so that neither side gains time. An order placed in between stays as it is, though
 * the pupil's open lessons may then be one more than the limit: this one is taught, and not prepaid any more.
 */
export function decideUndoConfirmation(
  enrolment: EnrolmentState,
  lesson: LessonState,
  at: EpochMs,
): Result<UndoDecision, UndoConfirmationRefusal> {
  assertLessonOf(enrolment, lesson);
  const { enrolmentId, lessonNumber, amountFen, confirmedBy, undoUntil } = lesson;
  const status = nextState(lessonTransitions, lesson.status, "undo-confirmation");
  if (!isConfirmed(lesson))
    return refuseLesson("lesson.not-confirmed", { lessonNumber, status: lesson.status });
  if (confirmedBy !== "guardian")
    return refuseLesson("lesson.confirmed-otherwise", { lessonNumber, status: lesson.status });
  if (status === undefined || undoUntil === undefined || at >= undoUntil)
    return refuseLesson("lesson.undo-over", { lessonNumber, status: lesson.status });
  const moves: MoneyMove[] = [
    {
      from: "earned",
      to: "pending",
      amountFen,
      hold: lessonHold(lessonNumber),
      reason: "confirmation-undone",
    },
  ];
  const { confirmedAt: _at, confirmedBy: _by, undoUntil: _until, ...asked } = lesson;
  const { institutionId } = enrolment;
  return ok({
    enrolment: { ...enrolment, balances: applyDecidedMoves(enrolment.balances, moves) },
    lesson: { ...asked, status },
    reopenedLessonCount: 1,
    moves,
    event: ConfirmationUndone.make({ enrolmentId, institutionId, lessonNumber, amountFen, moves }),
  });
}

/** Whether somebody's word, silence or a finding has earned the lesson's fee. */
const isConfirmed = ({ status }: LessonState): boolean =>
  status === "confirmed" || status === "deemed" || status === "releasing" || status === "released";
