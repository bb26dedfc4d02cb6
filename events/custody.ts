import * as z from "zod";
import { BankId, EnrolmentId, InstitutionId, InstructionId } from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { MoneyMove } from "../domain/shared/money-move.ts";
import { ReversalReason } from "../domain/shared/reversal-reason.ts";
import { SuspenseReason } from "../domain/shared/suspense-reason.ts";
import { Timestamp } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

const ofRelease = {
  instructionId: InstructionId,
  enrolmentId: EnrolmentId,
  institutionId: InstitutionId,
  lessonNumber: z.int(),
  amountFen: Fen,
  moves: z.array(MoneyMove).min(1),
};

/** The bank is to pay a confirmed lesson's fee to the institution. */
export const ReleaseInstructed = defineEvent("release-instructed", 1, z.object(ofRelease));

/** The bank has paid the institution. */
export const ReleaseExecuted = defineEvent(
  "release-executed",
  1,
  z.object({ ...ofRelease, bankSerial: z.string(), executedAt: Timestamp }),
);

/** The bank has not paid; the fee is earned as before and awaits another instruction. */
export const ReleaseReturned = defineEvent(
  "release-returned",
  1,
  z.object({ ...ofRelease, reasonCode: z.string() }),
);

const ofInstruction = {
  instructionId: InstructionId,
  enrolmentId: EnrolmentId,
  institutionId: InstitutionId,
  lessonNumber: z.int(),
  bankId: BankId,
  amountFen: Fen,
};

/** An instruction is drawn up, together with the move of the money that it carries. */
export const InstructionOpened = defineEvent("instruction-opened", 1, z.object(ofInstruction));

/** The bank has taken the instruction; its result is to come. */
export const InstructionSent = defineEvent("instruction-sent", 1, z.object(ofInstruction));

/** The bank's result is recorded: its serial where it has paid, its reason where it has not. */
export const InstructionAnswered = defineEvent(
  "instruction-answered",
  1,
  z.object({
    ...ofInstruction,
    outcome: z.enum(["executed", "rejected"]),
    bankSerial: z.string().optional(),
    reasonCode: z.string().optional(),
  }),
);

/** It is seen to that an instruction came back: by another instruction, a task, or the lesson has gone on. */
export const InstructionFollowedUp = defineEvent(
  "instruction-followed-up",
  1,
  z.object({ ...ofInstruction, next: z.string() }),
);

/** Money came in that fits no order; it is held aside until it returns by its route. */
export const PayInSuspended = defineEvent(
  "pay-in-suspended",
  1,
  z.object({
    bankId: BankId,
    bankSerial: z.string(),
    /** The reference that the bank reported; it may be none of ours. */
    paymentId: z.string(),
    custodyAccountNo: z.string(),
    amountFen: Fen,
    reason: SuspenseReason,
    enrolmentId: EnrolmentId.optional(),
    institutionId: InstitutionId.optional(),
    paidAt: Timestamp,
  }),
);

/** The bank has taken money back that is held for no order, or notes that it did: `contested` where it may leave twice. */
export const PayInReversed = defineEvent(
  "pay-in-reversed",
  1,
  z.object({
    bankId: BankId,
    bankSerial: z.string(),
    /** The bank's own number of the reversal. */
    reversalSerial: z.string(),
    custodyAccountNo: z.string(),
    amountFen: Fen,
    reasonCode: ReversalReason,
    outcome: z.enum(["aside", "contested"]),
    enrolmentId: EnrolmentId.optional(),
    institutionId: InstitutionId.optional(),
    reversedAt: Timestamp,
  }),
);
