import * as z from "zod";
import type { ClassSession } from "../catalogue/class.ts";
import type { HeldBy } from "../custody/held-release.ts";
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
  "lift-freeze",
  "lift-stop",
  "make-shortage-good",
  "decide-refund",
  "pay-back-family",
]);
export type Step = z.infer<typeof Step>;

export const Doer = z.enum(["institution", "family", "authority", "platform", "bank"]);
export type Doer = z.infer<typeof Doer>;

/** Steps of a refund, whose doer depends on how far the refund has come. */
type RefundsStep = Extract<Step, "decide-refund" | "pay-back-family">;
type LessonsStep = Exclude<Step, RefundsStep>;

const doerOf: Readonly<Record<LessonsStep, Doer>> = {
  "teach-lesson": "institution",
  "make-up-lesson": "institution",
  "ask-for-confirmation": "institution",
  "confirm-or-dispute": "family",
  "settle-dispute": "authority",
  "instruct-bank": "platform",
  "pay-institution": "bank",
  "lift-freeze": "authority",
  "lift-stop": "authority",
  "make-shortage-good": "institution",
};

const stepFrom: Readonly<Record<LessonStatus, LessonsStep | undefined>> = {
  scheduled: "teach-lesson",
  absent: "make-up-lesson",
  missed: "ask-for-confirmation",
  taught: "ask-for-confirmation",
  requested: "confirm-or-dispute",
  disputed: "settle-dispute",
  confirmed: "instruct-bank",
  deemed: "instruct-bank",
  releasing: "pay-institution",
  refunding: undefined,
  released: undefined,
  returned: undefined,
  transferred: undefined,
  reversed: undefined,
};

/** What moves a lesson's money on next. */
export interface NextStep {
  readonly step: Step;
  readonly by: Doer;
  /** When it happens at the latest, where a timetable, a law, a time to undo or a rest before a retry sets that. */
  readonly expectedAt?: EpochMs;
  /** The official calendar of that day is not in yet: it may still move. */
  readonly provisional?: boolean;
}

/** What becomes of its release, as far as the lesson does not say it itself. */
export interface ReleaseOfLesson {
  /** The instruction that last set out to release it. */
  readonly instruction?: Pick<InstructionState, "retryAt" | "status"> | undefined;
  /** What keeps the releases of its order back. */
  readonly heldBy?: HeldBy | undefined;
}

/**
 * What moves a lesson's money on next, and when that can be expected; nothing where it has arrived, or where a refund
 * holds it: `stepOfHeldLessons` knows what that waits for.
 */
export function nextStepOf(
  { status, deadline, undoUntil }: Pick<LessonState, "status" | "deadline" | "undoUntil">,
  session: Pick<ClassSession, "endsAt" | "cancelledAt">,
  release: ReleaseOfLesson,
  now: EpochMs,
): NextStep | undefined {
  const usual =
    status === "scheduled" && session.cancelledAt !== undefined
      ? "make-up-lesson"
      : stepFrom[status];
  const step = usual && (endOfHold(usual, release) ?? usual);
  if (step === undefined) return undefined;
  const next = { step, by: doerOf[step] };
  if (step === "teach-lesson")
    // A lesson that was found not to have been held has its session behind it, and no day yet.
    return session.endsAt > now ? { ...next, expectedAt: session.endsAt } : next;
  if (step === "confirm-or-dispute" && deadline !== undefined)
    return { ...next, expectedAt: deadline.dueAt, provisional: deadline.provisional };
  const instructedAt = undoUntil ?? release.instruction?.retryAt;
  if (step === "instruct-bank" && instructedAt !== undefined)
    return { ...next, expectedAt: instructedAt };
  return next;
}

const endsHold = {
  freeze: "lift-freeze",
  stop: "lift-stop",
  shortage: "make-shortage-good",
} as const satisfies Record<HeldBy["kind"], LessonsStep>;

/** What has to end before a release goes on; a release that the bank has taken is held by nothing any more. */
function endOfHold(
  step: LessonsStep,
  { instruction, heldBy }: ReleaseOfLesson,
): LessonsStep | undefined {
  const isWithUs =
    step === "instruct-bank" || (step === "pay-institution" && instruction?.status === "pending");
  return isWithUs && heldBy !== undefined ? endsHold[heldBy.kind] : undefined;
}
