import * as z from "zod";
import { ReturnResult } from "../../adapters/bank/bank-protocol.ts";
import { SuspendedPayIn } from "../../domain/custody/pay-in.ts";
import { TaskAction, TaskState } from "../../domain/task/task.ts";
import { Timestamp } from "../../domain/shared/time.ts";

/** Shapes that several answers of this capability share. */

/** The bank's report of a return; what the outcome needs must be there. */
export const ReportedReturn = ReturnResult.refine(
  (result) => result.outcome !== "executed" || result.returnSerial !== undefined,
  {
    path: ["returnSerial"],
    error: "退回完成须附银行流水号 / an executed return names the bank's serial",
  },
).refine((result) => result.outcome !== "rejected" || result.reason !== undefined, {
  path: ["reason"],
  error: "退回失败须附原因 / a rejected return names its reason",
});

const held = SuspendedPayIn.shape;

/** Money that came in and pays no order, and where it is on its way back. */
export const SuspendedPaymentView = z.strictObject({
  bankId: held.bankId,
  bankSerial: held.bankSerial,
  paymentId: held.paymentId,
  enrolmentId: held.enrolmentId,
  amountFen: held.amountFen,
  reason: held.reason,
  because: z
    .strictObject({ zh: z.string(), en: z.string() })
    .meta({ description: "Why it paid no order, in words" }),
  status: held.status.meta({
    description:
      "held in custody, returning by the original route, returned to the payer, or taken back by the bank itself",
  }),
  paidAt: Timestamp,
  suspendedAt: Timestamp,
  returnInstructedAt: Timestamp.optional(),
  returnedAt: Timestamp.optional(),
  returnSerial: held.returnSerial,
  reversedAt: Timestamp.optional().meta({
    description: "When it was recorded here that the bank had taken the payment back itself",
  }),
});

/** The same for officers, with whose account it is on. */
export const SuspendedPaymentDetail = z.strictObject({
  ...SuspendedPaymentView.shape,
  institutionId: held.institutionId,
  custodyAccountNo: held.custodyAccountNo,
  refusedCode: held.refusedCode.meta({ description: "Why the bank did not pay it back" }),
});

const task = TaskState.shape;

export const TaskView = z.strictObject({
  taskId: task.taskId,
  kind: task.kind,
  about: z.strictObject(task.about.shape),
  reasonCode: task.reasonCode,
  amountFen: task.amountFen,
  unitId: task.unitId,
  state: task.state,
  openedAt: Timestamp,
  dueAt: Timestamp,
  overdue: z.boolean(),
  actions: z.array(TaskAction).readonly().meta({ description: "How it may be settled" }),
  resolution: z
    .strictObject({
      action: TaskAction,
      finding: z.string(),
      officerId: z.string(),
      at: Timestamp,
    })
    .optional(),
});
