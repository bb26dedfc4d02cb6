import * as z from "zod";
import type { ClassSession } from "../catalogue/class.ts";
import type { InstructionState } from "../custody/instruction.ts";
import type { EpochMs } from "../shared/time.ts";
import type { LessonState } from "./lesson.ts";
import type { LessonStatus } from "./transitions.ts";

/** What moves a lesson's money on. */
export const Step = z.enum([
  "teach-lesson",
  "make-up-lesson",
  "ask-for-confirmation",
  "confirm-or-dispute",
  "settle-dispute",
  "instruct-bank",
  "pay-institution",
  "pay-back-family",
]);
export type Step = z.infer<typeof Step>;

export const Doer = z.enum(["institution", "family", "authority", "platform", "bank"]);
export type Doer = z.infer<typeof Doer>;

/** Whose each step is. */
export const doerOf: Readonly<Record<Step, Doer>> = {
  "teach-lesson": "institution",
  "make-up-lesson": "institution",
  "ask-for-confirmation": "institution",
  "confirm-or-dispute": "family",
  "settle-dispute": "authority",
  "instruct-bank": "platform",
  "pay-institution": "bank",
  "pay-back-family": "bank",
};

const stepFrom: Readonly<Record<LessonStatus, Step | undefined>> = {
  scheduled: "teach-lesson",
  absent: "make-up-lesson",
  missed: "ask-for-confirmation",
  taught: "ask-for-confirmation",
  requested: "confirm-or-dispute",
  disputed: "settle-dispute",
  confirmed: "instruct-bank",
  deemed: "instruct-bank",
  releasing: "pay-institution",
  refunding: "pay-back-family",
  released: undefined,
  returned: undefined,
};

/** What moves a lesson's money on next. */
export interface NextStep {
  readonly step: Step;
  /** When it happens at the latest, where a timetable, a law, a time to undo or a rest before a retry sets that. */
  readonly expectedAt?: EpochMs;
  /** The official calendar of that day is not in yet: it may still move. */
  readonly provisional?: boolean;
}

/**
 * What moves a lesson's money on next, and when that can be expected; nothing where it has arrived.
 * @param instruction the one that last set out to release it
 */
export function nextStepOf(
  { status, deadline, undoUntil }: Pick<LessonState, "status" | "deadline" | "undoUntil">,
  session: Pick<ClassSession, "endsAt" | "cancelledAt">,
  instruction: Pick<InstructionState, "retryAt"> | undefined,
  now: EpochMs,
): NextStep | undefined {
  const step =
    status === "scheduled" && session.cancelledAt !== undefined
      ? "make-up-lesson"
      : stepFrom[status];
  if (step === "teach-lesson")
    // A lesson that was found not to have been held has its session behind it, and no day yet.
    return session.endsAt > now ? { step, expectedAt: session.endsAt } : { step };
  if (step === "confirm-or-dispute" && deadline !== undefined)
    return { step, expectedAt: deadline.dueAt, provisional: deadline.provisional };
  const instructedAt = undoUntil ?? instruction?.retryAt;
  if (step === "instruct-bank" && instructedAt !== undefined)
    return { step, expectedAt: instructedAt };
  return step === undefined ? undefined : { step };
}
