import * as z from "zod";
import {
  BankId,
  EnrolmentId,
  InstitutionId,
  InstructionId,
  RefundId,
  TaskId,
} from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { MoneyMove } from "../domain/shared/money-move.ts";
import { LocalDate, Timestamp } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";
import { RefundGround, RefundStatus } from "../domain/shared/refund-words.ts";

/** What the order's own journal says: where its money went. No moves where none of it was in custody. */
const ofOrder = {
  refundId: RefundId,
  enrolmentId: EnrolmentId,
  institutionId: InstitutionId,
  moves: z.array(MoneyMove),
};

/** The family has asked for its money back; the lessons' money is held for that. */
export const RefundRequested = defineEvent(
  "refund-requested",
  1,
  z.object({ ...ofOrder, ground: RefundGround, lessonNumbers: z.array(z.int()) }),
);

/** Nothing came of the refund; the lessons' money is unconsumed as before. */
export const RefundCancelled = defineEvent(
  "refund-cancelled",
  1,
  z.object({ ...ofOrder, status: RefundStatus }),
);

/** The authority orders less than was asked; the other lessons go on as before. */
export const RefundReduced = defineEvent(
  "refund-reduced",
  1,
  z.object({ ...ofOrder, lessonNumbers: z.array(z.int()) }),
);

/** The family has its money. */
export const RefundExecuted = defineEvent(
  "refund-executed",
  1,
  z.object({ ...ofOrder, custodyFen: Fen, deductedFen: Fen, bankSerial: z.string().optional() }),
);

/** What the refund's own journal says. */
const ofRefund = {
  refundId: RefundId,
  enrolmentId: EnrolmentId,
  institutionId: InstitutionId,
  status: RefundStatus,
  /** What the bank pays out of custody. */
  custodyFen: Fen,
};

/** A refund begins its way: it awaits the institution, or nobody has to be asked. */
export const RefundOpened = defineEvent(
  "refund-opened",
  1,
  z.object({
    ...ofRefund,
    ground: RefundGround,
    deductedFen: Fen,
    /** What the institution has to pay of its own. */
    institutionFen: Fen,
    lessonCount: z.int(),
    payBy: Timestamp,
  }),
);

/** It was agreed, refused, withdrawn or arbitrated: the status says which. */
export const RefundDecided = defineEvent("refund-decided", 1, z.object(ofRefund));

/** The bank is to pay, for the first time or again. */
export const RefundInstructed = defineEvent(
  "refund-instructed",
  1,
  z.object({ ...ofRefund, instructionId: InstructionId, bankId: BankId, attempt: z.int() }),
);

/** The bank's answer is recorded: its serial where it has paid, its reason where it has not. */
export const RefundAnswered = defineEvent(
  "refund-answered",
  1,
  z.object({
    ...ofRefund,
    instructionId: InstructionId,
    bankSerial: z.string().optional(),
    reasonCode: z.string().optional(),
  }),
);

/** No rule can bring the payment about: it waits for a person. */
export const RefundHandedOver = defineEvent(
  "refund-handed-over",
  1,
  z.object({ ...ofRefund, taskId: TaskId, reasonCode: z.string() }),
);

/** What the institution owes of its own is due, overdue or settled. */
export const RefundDebtChanged = defineEvent(
  "refund-debt-changed",
  1,
  z.object({
    ...ofRefund,
    debtStatus: z.enum(["owed", "overdue", "settled"]),
    amountFen: Fen,
    payBy: Timestamp,
  }),
);

/** The institution was reminded, or its last day was counted anew by a corrected calendar. */
export const RefundClockChanged = defineEvent(
  "refund-clock-changed",
  1,
  z.object({ ...ofRefund, change: z.enum(["reminded", "recounted"]), dueOn: LocalDate }),
);

/** The workflow that carried it was lost: another one goes on from where the refund stands. */
export const RefundTakenUpAgain = defineEvent(
  "refund-taken-up-again",
  1,
  z.object({ ...ofRefund, attempt: z.int().min(2) }),
);
