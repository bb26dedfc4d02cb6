import type * as z from "zod";
import type { AsideReason, SuspendedPayIn } from "../../domain/custody/pay-in.ts";
import type { Bilingual } from "../../domain/shared/result.ts";
import { toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import { taskActions, type TaskState } from "../../domain/task/task.ts";
import type { SuspendedPaymentDetail, SuspendedPaymentView, TaskView } from "./schemas.ts";

/** Why money paid no order, for the family that it belongs to. */
const because: Readonly<Record<AsideReason, Bilingual>> = {
  "unknown-reference": {
    zh: "缴费编号对应不到待缴订单",
    en: "Its reference belongs to no order that awaits payment",
  },
  "wrong-account": {
    zh: "进入的账户不是该订单的托管账户",
    en: "It came in on another account than the order's",
  },
  "wrong-amount": {
    zh: "金额与应缴金额不符",
    en: "Its amount is not the amount due",
  },
  late: { zh: "晚于缴费截止时间", en: "It was paid after the deadline" },
  "already-paid": { zh: "该订单此前已缴清", en: "The order was paid before" },
  "list-closed": { zh: "该余额清单已撤回或逾期", en: "The list was withdrawn or has lapsed" },
  reversed: {
    zh: "银行在到账通知之前已将其冲正",
    en: "The bank had reversed it before it told of it",
  },
  "order-closed": { zh: "该订单已不再收款", en: "The order takes no money any more" },
};

const instant = (
  name: "returnInstructedAt" | "returnedAt" | "reversedAt",
  at: EpochMs | undefined,
) => (at === undefined ? {} : { [name]: toRfc3339(at) });

/** How a family sees its money that fits no order. */
export function suspendedPaymentView(payIn: SuspendedPayIn): z.input<typeof SuspendedPaymentView> {
  const { bankId, bankSerial, paymentId, enrolmentId, amountFen, reason, status } = payIn;
  const { returnSerial, answeredAt } = payIn;
  return {
    ...{ bankId, bankSerial, paymentId, enrolmentId, amountFen, reason, status, returnSerial },
    because: because[reason],
    paidAt: toRfc3339(payIn.paidAt),
    suspendedAt: toRfc3339(payIn.suspendedAt),
    ...instant("returnInstructedAt", payIn.returnInstructedAt),
    ...(status === "returned" ? instant("returnedAt", answeredAt) : {}),
    ...instant("reversedAt", payIn.reversal?.recordedAt),
  };
}

export const suspendedPaymentDetail = (
  payIn: SuspendedPayIn,
): z.input<typeof SuspendedPaymentDetail> => ({
  ...suspendedPaymentView(payIn),
  institutionId: payIn.institutionId,
  custodyAccountNo: payIn.custodyAccountNo,
  refusedCode: payIn.refusedCode,
});

/** How a task is shown to the officers whose matter it is. */
export function taskView(task: TaskState, now: EpochMs): z.input<typeof TaskView> {
  const { openedAt, dueAt, resolution, ...shown } = task;
  return {
    ...shown,
    openedAt: toRfc3339(openedAt),
    dueAt: toRfc3339(dueAt),
    overdue: task.state === "open" && now > dueAt,
    actions: taskActions[task.kind],
    ...(resolution && { resolution: { ...resolution, at: toRfc3339(resolution.at) } }),
  };
}
