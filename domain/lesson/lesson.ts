import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import { receivedFen } from "../custody/balances.ts";
import type { EnrolmentDecision, EnrolmentState } from "../enrolment/enrolment.ts";
import { Deadline } from "../shared/deadline.ts";
import { DisputeId, EnrolmentId, InstructionId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { Fen, lessonAmountFen } from "../shared/money.ts";
import { EpochMs } from "../shared/time.ts";
import { LessonStatus } from "./transitions.ts";

/**
 * One lesson of an enrolment, with its own amount. It gets an item of its own when attendance is first
 * recorded; until then it is scheduled by the class.
 */
export const LessonState = z.object({
  enrolmentId: EnrolmentId,
  /** Counted from 1 within the enrolment. */
  lessonNumber: z.int().min(1),
  /** The session of the class that held it; a made-up lesson may have another number than its own. */
  sessionNumber: z.int().min(1),
  amountFen: Fen,
  status: LessonStatus,
  taughtAt: EpochMs.optional(),
  /** When the family asked leave from that session. */
  leaveAt: EpochMs.optional(),
  requestedAt: EpochMs.optional(),
  /** Until when the family may answer; it runs while the lesson is requested. */
  deadline: Deadline.optional(),
  /** The last instant at which the family was reminded. */
  remindedAt: EpochMs.optional(),
  confirmedAt: EpochMs.optional(),
  /** The first instant at which the family's confirmation stands; absent where it may not be undone. */
  undoUntil: EpochMs.optional(),
  /** `finding`: the authority found for the institution in a dispute. */
  confirmedBy: z.enum(["guardian", "silence", "finding"]).optional(),
  /** The dispute that freezes it. */
  disputeId: DisputeId.optional(),
  /** The instruction that last set out to release it. */
  instructionId: InstructionId.optional(),
  /** The order to which its fee has moved. */
  transferredTo: EnrolmentId.optional(),
});
export type LessonState = z.infer<typeof LessonState>;

/** A decision about a lesson changes the lesson and its enrolment's head in one transaction. */
export interface LessonDecision<E extends DomainEvent = DomainEvent> extends EnrolmentDecision<E> {
  readonly lesson: LessonState;
}

/**
 * A lesson as it is before anything happened to it.
 * Amounts are whole fen, the remainder on the last lesson, and sum to what came in.
 */
export function scheduledLesson(enrolment: EnrolmentState, lessonNumber: number): LessonState {
  return {
    enrolmentId: enrolment.enrolmentId,
    lessonNumber,
    sessionNumber: lessonNumber,
    amountFen: lessonAmountFen(
      receivedFen(enrolment.balances),
      enrolment.lessonCount,
      lessonNumber,
    ),
    status: "scheduled",
  };
}

/** Stops when a lesson is judged together with another family's enrolment. */
export function assertLessonOf(enrolment: EnrolmentState, lesson: LessonState): void {
  invariant(
    lesson.enrolmentId === enrolment.enrolmentId,
    `a lesson of ${lesson.enrolmentId} is no lesson of ${enrolment.enrolmentId}`,
  );
}
