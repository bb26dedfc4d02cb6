import * as z from "zod";
import { BankId, InstitutionId, MemberId, ReturnId, TaskId } from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { Timestamp } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

const ofReturn = {
  returnId: ReturnId,
  bankId: BankId,
  /** The bank's own number of the payment that goes back. */
  bankSerial: z.string(),
  institutionId: InstitutionId.optional(),
  amountFen: Fen,
};

/** The bank is to pay money that fits no order back to the account that it came from. */
export const ReturnInstructed = defineEvent("return-instructed", 1, z.object(ofReturn));

/** The bank has paid it back, under a serial of its own, or it has not and says why. */
export const ReturnAnswered = defineEvent(
  "return-answered",
  1,
  z.object({
    ...ofReturn,
    outcome: z.enum(["executed", "rejected"]),
    returnSerial: z.string().optional(),
    reasonCode: z.string().optional(),
    executedAt: Timestamp.optional(),
  }),
);

/** What the bank holds for an institution was compared with what the books say. */
export const BalanceCompared = defineEvent(
  "balance-compared",
  1,
  z.object({
    institutionId: InstitutionId,
    bankId: BankId,
    custodyAccountNo: z.string(),
    balanceFen: z.int(),
    /** What the books hold in custody for the institution. */
    heldFen: Fen,
    /** Of that, what was of no order. */
    asideFen: Fen.optional(),
    /** The part of it that cannot have left the account yet. */
    mustHoldFen: Fen,
    outcome: z.enum(["agrees", "under-way", "break"]),
    asOf: Timestamp,
    taskId: TaskId.optional(),
  }),
);

const ofTask = { taskId: TaskId, kind: z.string(), reasonCode: z.string() };

/** Something that no rule can settle waits for a person. */
export const TaskOpened = defineEvent(
  "task-opened",
  1,
  z.object({ ...ofTask, amountFen: Fen.optional(), dueAt: Timestamp }),
);

/** A person has looked into it and decided what is done. */
export const TaskResolved = defineEvent(
  "task-resolved",
  1,
  z.object({ ...ofTask, action: z.string(), officerId: MemberId }),
);
