import { ConfirmationRequested } from "../../events/lesson.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import type { Deadline } from "../shared/deadline.ts";
import { nextState } from "../shared/lifecycle.ts";
import { lessonHold, type MoneyMove } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import { assertLessonOf, type LessonDecision, type LessonState } from "./lesson.ts";
import { refuseLesson } from "./refusals.ts";
import { type GoneLesson, lessonTransitions, type LessonStatus, whyGone } from "./transitions.ts";

type UnaskableLesson = "lesson.not-taught" | "lesson.already-requested" | GoneLesson;
export type RequestConfirmationRefusal = UnaskableLesson | "lesson.nobody-to-ask";

/**
 * The institution asks the family to confirm a lesson that the pupil attended: its amount becomes pending.
 * What decides is the lesson, not the status of the order: an order that was ended early still owes for
 * the lessons taught before. The time for silence begins now, with the notice in the guardian's inbox: while
 * nobody has added the pupil there is no inbox, and no silence that could count.
 * @param deadline when the family's silence will count as consent
 */
export function decideRequestConfirmation(
  enrolment: EnrolmentState,
  lesson: LessonState,
  deadline: Deadline,
): Result<LessonDecision, RequestConfirmationRefusal> {
  assertLessonOf(enrolment, lesson);
  const { enrolmentId, lessonNumber, amountFen } = lesson;
  if (enrolment.guardianId === undefined)
    return refuseLesson("lesson.nobody-to-ask", { enrolmentId, lessonNumber });
  const status = nextState(lessonTransitions, lesson.status, "request-confirmation");
  if (status === undefined)
    return refuseLesson(refusalAt(lesson.status), { lessonNumber, status: lesson.status });
  const moves: MoneyMove[] = [
    {
      from: "unconsumed",
      to: "pending",
      amountFen,
      hold: lessonHold(lessonNumber),
      reason: "confirmation-requested",
    },
  ];
  return ok({
    enrolment: { ...enrolment, balances: applyDecidedMoves(enrolment.balances, moves) },
    lesson: { ...lesson, status, ...runningClock(deadline) },
    moves,
    event: ConfirmationRequested.make({
      enrolmentId,
      institutionId: enrolment.institutionId,
      lessonNumber,
      amountFen,
      moves,
    }),
  });
}

/** What a lesson keeps of the family's time, at its start and at each new start. */
export const runningClock = (deadline: Deadline) => ({
  requestedAt: deadline.fromAt,
  deadline,
});

function refusalAt(status: LessonStatus): UnaskableLesson {
  if (status === "scheduled" || status === "absent") return "lesson.not-taught";
  return whyGone(status) ?? "lesson.already-requested";
}
