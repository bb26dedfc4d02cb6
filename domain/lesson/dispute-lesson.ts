import { LessonDisputed } from "../../events/lesson.ts";
import { applyDecidedMoves } from "../custody/apply-moves.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import type { DisputeReason } from "../shared/dispute-reason.ts";
import type { ComplaintId, DisputeId } from "../shared/ids.ts";
import { nextState } from "../shared/lifecycle.ts";
import { lessonHold, type MoneyMove } from "../shared/money-move.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import type { DisputeFile } from "./dispute.ts";
import { assertLessonOf, type LessonDecision, type LessonState } from "./lesson.ts";
import { refuseLesson } from "./refusals.ts";
import {
  type GoneLesson,
  isBeforeRequest,
  lessonTransitions,
  type LessonStatus,
  whyGone,
} from "./transitions.ts";

export type DisputeLessonRefusal =
  "lesson.not-open-to-dispute" | "lesson.already-confirmed" | "lesson.disputed" | GoneLesson;

/** What a family says of a lesson, by itself or in a complaint. */
export interface DisputeCommand {
  readonly disputeId: DisputeId;
  readonly reason: DisputeReason;
  readonly complaintId?: ComplaintId;
}

/** A decision about a dispute also opens or closes its file, in the same transaction. */
export interface DisputeDecision extends LessonDecision {
  readonly file: DisputeFile;
}

/**
 * The family disputes a lesson that it is asked to confirm: its amount is frozen, and no clock runs against
 * the family. Only this lesson is frozen; the others go on.
 */
export function decideDisputeLesson(
  enrolment: EnrolmentState,
  lesson: LessonState,
  { complaintId, ...said }: DisputeCommand,
  at: EpochMs,
): Result<DisputeDecision, DisputeLessonRefusal> {
  assertLessonOf(enrolment, lesson);
  const { enrolmentId, lessonNumber, amountFen } = lesson;
  const { institutionId, countyUnitId } = enrolment;
  const status = nextState(lessonTransitions, lesson.status, "dispute");
  if (status === undefined)
    return refuseLesson(refusalAt(lesson.status), { lessonNumber, status: lesson.status });
  const moves: MoneyMove[] = [
    {
      from: "pending",
      to: "disputed",
      amountFen,
      hold: lessonHold(lessonNumber),
      reason: "lesson-disputed",
    },
  ];
  // No clock runs against the family while the lesson is frozen.
  const { deadline: _stopped, ...frozen } = lesson;
  const facts = { ...said, enrolmentId, lessonNumber, institutionId, amountFen };
  return ok({
    enrolment: { ...enrolment, balances: applyDecidedMoves(enrolment.balances, moves) },
    lesson: { ...frozen, status, disputeId: said.disputeId },
    file: { ...facts, complaintId, countyUnitId, status: "open", openedAt: at },
    moves,
    event: LessonDisputed.make({ ...facts, moves }),
  });
}

function refusalAt(status: LessonStatus): DisputeLessonRefusal {
  if (status === "disputed") return "lesson.disputed";
  const kept = isBeforeRequest(status) ? "lesson.not-open-to-dispute" : "lesson.already-confirmed";
  return whyGone(status) ?? kept;
}
