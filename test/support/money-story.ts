import { decideInstructRelease } from "../../domain/custody/instruct-release.ts";
import type { InstructionState } from "../../domain/custody/instruction.ts";
import type { PayIn } from "../../domain/custody/pay-in.ts";
import {
  decideRecordInstructionResult,
  type InstructionResult,
} from "../../domain/custody/record-instruction-result.ts";
import type { EnrolmentDecision, EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { decidePlaceOrder } from "../../domain/enrolment/place-order.ts";
import { decideReceivePayment } from "../../domain/enrolment/receive-payment.ts";
import { decideRequestPayment } from "../../domain/enrolment/request-payment.ts";
import { decideSignContract } from "../../domain/enrolment/sign-contract.ts";
import { decideConfirmLesson } from "../../domain/lesson/confirm-lesson.ts";
import { scheduledLesson, type LessonState } from "../../domain/lesson/lesson.ts";
import { decideRecordAttendance } from "../../domain/lesson/record-attendance.ts";
import { decideRequestConfirmation } from "../../domain/lesson/request-confirmation.ts";
import { decideUndoConfirmation } from "../../domain/lesson/undo-confirmation.ts";
import type { Fen } from "../../domain/shared/money.ts";
import type { RefusalFacts, Result } from "../../domain/shared/result.ts";
import { DAY_MS, type EpochMs } from "../../domain/shared/time.ts";
import type { DomainEvent } from "../../events/define.ts";
import {
  aClass,
  aCourse,
  aGuard,
  anOrder,
  CUSTODY_ACCOUNT,
  exactPayIn,
  familyTime,
  HOUR_MS,
  instructionId,
  limits,
  MONDAY,
  PAYOUT_ACCOUNT,
  SANDBOX_BANK,
  paymentId,
  sellable,
  TERMS_HASH,
  valueOf,
} from "./money-builders.ts";

/** One enrolment with its lessons, instructions and journal, as a store would hold them. */
export interface Story {
  readonly enrolment: EnrolmentState;
  readonly lessons: ReadonlyMap<number, LessonState>;
  readonly instructions: ReadonlyMap<string, InstructionState>;
  readonly journal: readonly DomainEvent[];
  /** Why the last step was refused; a refused step changes nothing else. */
  readonly refusal?: { readonly code: string; readonly facts: RefusalFacts };
}

interface Written extends EnrolmentDecision {
  readonly lesson?: LessonState;
  readonly instruction?: InstructionState;
}

/** Writes what a decision wants written, all of it, or notes its refusal. */
function commit(story: Story, result: Result<Written>): Story {
  const { enrolment, lessons, instructions, journal } = story;
  if (!result.ok) return { enrolment, lessons, instructions, journal, refusal: result.refusal };
  const { lesson, instruction, event } = result.value;
  return {
    enrolment: result.value.enrolment,
    lessons: lesson ? new Map(lessons).set(lesson.lessonNumber, lesson) : lessons,
    instructions: instruction
      ? new Map(instructions).set(instruction.instructionId, instruction)
      : instructions,
    journal: [...journal, event],
  };
}

const unchanged = ({ enrolment, lessons, instructions, journal }: Story): Story => ({
  enrolment,
  lessons,
  instructions,
  journal,
});

/** An order that is placed and signed. */
export function signedStory(priceFen: Fen, lessonCount: number): Story {
  const offer = {
    course: aCourse({ priceFen, lessonCount }),
    class: aClass({ sessionCount: lessonCount }),
    institution: sellable,
  };
  const placed = valueOf(decidePlaceOrder(offer, aGuard(), anOrder(), limits, MONDAY));
  const ordered: Story = {
    enrolment: placed.enrolment,
    lessons: new Map(),
    instructions: new Map(),
    journal: [placed.event],
  };
  const signing = decideSignContract(placed.enrolment, { termsHash: TERMS_HASH }, MONDAY);
  return commit(ordered, signing);
}

/** A signed order that awaits its payment. */
export function awaitingPayment(priceFen: Fen, lessonCount: number): Story {
  const signed = signedStory(priceFen, lessonCount);
  const payment = {
    paymentId: paymentId(1),
    custodyAccountNo: CUSTODY_ACCOUNT,
    expiresAt: MONDAY + DAY_MS,
  };
  return commit(signed, decideRequestPayment(signed.enrolment, payment, MONDAY));
}

export function pay(story: Story, overrides: Partial<PayIn> = {}): Story {
  const payIn = exactPayIn(story.enrolment, overrides);
  const received = decideReceivePayment(story.enrolment, payIn, MONDAY + HOUR_MS);
  if (!received.ok) return commit(story, received);
  return received.value.outcome === "already"
    ? unchanged(story)
    : commit(story, { ok: true, value: received.value.decision });
}

export const paidStory = (priceFen: Fen, lessonCount: number): Story =>
  pay(awaitingPayment(priceFen, lessonCount));

export const lessonIn = (story: Story, lessonNumber: number): LessonState =>
  story.lessons.get(lessonNumber) ?? scheduledLesson(story.enrolment, lessonNumber);

export const attend = (
  story: Story,
  lessonNumber: number,
  attendance: "present" | "absent" = "present",
): Story => {
  const sessionStartsAt = MONDAY + lessonNumber * DAY_MS;
  const sessionEndsAt = sessionStartsAt + HOUR_MS;
  const times = { sessionStartsAt, sessionEndsAt };
  const command = { lessonNumber, sessionNumber: lessonNumber, ...times, attendance };
  const stored = story.lessons.get(lessonNumber);
  return commit(story, decideRecordAttendance(story.enrolment, stored, command, sessionEndsAt));
};

export const requestConfirmation = (story: Story, lessonNumber: number): Story =>
  commit(
    story,
    decideRequestConfirmation(
      story.enrolment,
      lessonIn(story, lessonNumber),
      familyTime(MONDAY + 60 * DAY_MS),
    ),
  );

/** When the families of these stories confirm. */
export const CONFIRMED_AT: EpochMs = MONDAY + 61 * DAY_MS;

/** Its word stands at once, unless it may be taken back for so many minutes. */
export const confirm = (story: Story, lessonNumber: number, undoMinutes = 0): Story => {
  const lesson = lessonIn(story, lessonNumber);
  return commit(story, decideConfirmLesson(story.enrolment, lesson, undoMinutes, CONFIRMED_AT));
};

export const undo = (story: Story, lessonNumber: number, at: EpochMs = CONFIRMED_AT): Story =>
  commit(story, decideUndoConfirmation(story.enrolment, lessonIn(story, lessonNumber), at));

/** Instructs a release under the next free instruction id. */
export const instruct = (story: Story, lessonNumber: number): Story => {
  const command = {
    instructionId: instructionId(story.instructions.size + 1),
    bankId: SANDBOX_BANK,
    custodyAccountNo: CUSTODY_ACCOUNT,
    payoutAccountNo: PAYOUT_ACCOUNT,
  };
  const lesson = lessonIn(story, lessonNumber);
  return commit(
    story,
    decideInstructRelease(story.enrolment, lesson, command, MONDAY + 62 * DAY_MS),
  );
};

/** The bank's report on an instruction, whichever of them it is. */
export function report(
  story: Story,
  instructionNumber: number,
  outcome: InstructionResult["outcome"],
  { bankSerial = "SB0000000002", amountFen }: { bankSerial?: string; amountFen?: Fen } = {},
): Story {
  const instruction = story.instructions.get(instructionId(instructionNumber));
  if (instruction === undefined) return unchanged(story);
  const lesson = lessonIn(story, instruction.lessonNumber);
  const at = MONDAY + 63 * DAY_MS;
  const reported = { amountFen: amountFen ?? instruction.amountFen };
  const result: InstructionResult =
    outcome === "executed"
      ? { outcome, ...reported, bankSerial, executedAt: at }
      : { outcome, ...reported, reasonCode: "account-closed" };
  const release = { enrolment: story.enrolment, lesson, instruction };
  const recorded = decideRecordInstructionResult(release, result, at);
  if (!recorded.ok) return commit(story, recorded);
  return recorded.value.outcome === "already"
    ? unchanged(story)
    : commit(story, { ok: true, value: recorded.value.decision });
}
