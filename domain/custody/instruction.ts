import * as z from "zod";
import { InstructionFollowedUp, InstructionSent } from "../../events/custody.ts";
import type { DomainEvent } from "../../events/define.ts";
import { BankId, EnrolmentId, InstitutionId, InstructionId } from "../shared/ids.ts";
import type { Due } from "../shared/deadline.ts";
import { nextState } from "../shared/lifecycle.ts";
import { Fen } from "../shared/money.ts";
import { EpochMs } from "../shared/time.ts";
import { InstructionStatus, instructionTransitions } from "./transitions.ts";

/** An order to the bank to pay one lesson's fee out of custody to the institution. */
export const InstructionState = z.object({
  instructionId: InstructionId,
  enrolmentId: EnrolmentId,
  lessonNumber: z.int().min(1),
  institutionId: InstitutionId,
  /** The bank that keeps the custody account: no other may answer. */
  bankId: BankId,
  custodyAccountNo: z.string().min(1).max(40),
  payoutAccountNo: z.string().min(1).max(40),
  amountFen: Fen,
  status: InstructionStatus,
  instructedAt: EpochMs,
  sentAt: EpochMs.optional(),
  answeredAt: EpochMs.optional(),
  /** The bank's own number of the payment, once executed. */
  bankSerial: z.string().max(64).optional(),
  /** Why the bank did not pay, as a code. */
  reasonCode: z.string().max(100).optional(),
  /** When it is seen to that it came back; absent once that is done. */
  retryAt: EpochMs.optional(),
  /** It came back while releases are kept back: it is seen to when that ends. */
  isHeld: z.literal(true).optional(),
});
export type InstructionState = z.infer<typeof InstructionState>;

/** What every event of an instruction's own life says of it. */
export const instructionFacts = (instruction: InstructionState) => {
  const { instructionId, enrolmentId, institutionId, lessonNumber, bankId, amountFen } =
    instruction;
  return { instructionId, enrolmentId, institutionId, lessonNumber, bankId, amountFen };
};

/**
 * How long a release that came back rests, so that the bank can mend what was wrong. The platform's own
 * default: no article names a time.
 */
export const REST_BEFORE_RETRY_MS = 30 * 60_000;

/** When something has to happen to an instruction by itself: after it came back. */
export const dueOfInstruction = ({ retryAt }: InstructionState): Due | undefined =>
  retryAt === undefined ? undefined : { at: retryAt, provisional: false };

/** It is seen to that the instruction came back. @param next the instruction or the task that follows it */
export function followUp(instruction: InstructionState, next: string) {
  const { retryAt: _done, ...rest } = instruction;
  const followed: InstructionState = rest;
  const event: DomainEvent = InstructionFollowedUp.make({ ...instructionFacts(instruction), next });
  return { instruction: followed, event };
}

/** Releases are kept back: what came back awaits the end of that, and no instant. */
export function holdReturned(instruction: InstructionState) {
  const { instruction: followed, event } = followUp(instruction, "held");
  return { instruction: { ...followed, isHeld: true } satisfies InstructionState, event };
}

/** Releases go on: what came back and was held falls due at once; nothing where it is not held. */
export function resumeReturned(instruction: InstructionState, at: EpochMs) {
  if (instruction.isHeld === undefined) return undefined;
  const { instruction: followed, event } = followUp(instruction, "resumed");
  const { isHeld: _over, ...rest } = followed;
  return { instruction: { ...rest, retryAt: at } satisfies InstructionState, event };
}

/** The fact that the bank has taken the instruction. */
export const instructionSent = (instruction: InstructionState): DomainEvent =>
  InstructionSent.make(instructionFacts(instruction));

/**
 * Notes that the bank has taken the instruction. That moves no money, so it is an entry of the instruction
 * alone; where the result was quicker, the instruction stays as it is.
 */
export function markSent(instruction: InstructionState, at: EpochMs): InstructionState {
  const status = nextState(instructionTransitions, instruction.status, "send");
  return status === undefined
    ? instruction
    : { ...instruction, status, sentAt: instruction.sentAt ?? at };
}
