import * as z from "zod";
import { BalanceNotice, PayInReversalNotice } from "../../adapters/bank/bank-protocol.ts";
import { BalanceOutcome } from "../../domain/custody/compare-balance.ts";
import { ReversalOutcome } from "../../domain/custody/recorded-reversal.ts";
import { ReturnId, TaskId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { TaskAction, TaskKind } from "../../domain/task/task.ts";
import { PayInSuspended } from "../../events/custody.ts";
import { ReturnInstructed } from "../../events/settlement.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { ReportedReturn, TaskView } from "./schemas.ts";

export const reportReturnResult = defineUseCase({
  id: "reportReturnResult",
  capability: "settlement",
  end: "bank",
  method: "POST",
  path: "/v1/return-results",
  summary: {
    zh: "银行回报待查资金的退回结果",
    en: "The bank reports what became of a return of misplaced money",
  },
  access: { role: "bank" },
  input: { body: ReportedReturn },
  output: z.strictObject({
    returnId: ReturnId,
    outcome: z.enum(["executed", "rejected"]),
    recordedAt: Timestamp,
  }),
  errors: [
    "resource.not-found",
    "input.not-happened-yet",
    "custody.return-wrong-amount",
    "custody.return-contradicts",
  ],
  idempotent: true,
  touches: { writes: ["payIn", "task"] },
  load: { perSecond: 50 },
});

export const reportPayInReversal = defineUseCase({
  id: "reportPayInReversal",
  capability: "settlement",
  end: "bank",
  method: "POST",
  path: "/v1/pay-in-reversals",
  summary: {
    zh: "银行报送已到账款项的冲正：未动用部分移出托管，不足部分转人工处理",
    en: "The bank reports that it has taken a pay-in back: what is free of it leaves custody, what lacks is a person's matter",
  },
  access: { role: "bank" },
  input: { body: PayInReversalNotice },
  output: z.strictObject({
    bankSerial: z.string(),
    reversalSerial: z.string(),
    outcome: ReversalOutcome.meta({
      description:
        "taken-back: the order has ended, nothing lacks; short: of what it had used up, that much lacks; aside: it was held for no order; contested: noted, a person looks",
    }),
    recordedAt: Timestamp,
  }),
  errors: [
    "resource.not-found",
    "input.not-happened-yet",
    "custody.reversal-wrong-amount",
    "custody.reversal-contradicts",
    "custody.pay-in-differs",
  ],
  idempotent: true,
  touches: {
    reads: ["custodyAccount", "institution", "openingDeposit"],
    writes: ["payIn", "enrolment", "class", "orderGuard", "task", "notice"],
  },
  load: { perSecond: 1 },
});

export const pushBalance = defineUseCase({
  id: "pushBalance",
  capability: "settlement",
  end: "bank",
  method: "POST",
  path: "/v1/balances",
  summary: {
    zh: "银行报送托管账户余额，平台与账面核对",
    en: "The bank tells what a custody account holds; it is compared with the books",
  },
  access: { role: "bank" },
  input: { body: BalanceNotice },
  output: z.strictObject({
    asOf: Timestamp.meta({ description: "Of the newest balance that was compared" }),
    outcome: BalanceOutcome,
  }),
  errors: ["resource.not-found", "input.not-happened-yet"],
  idempotent: true,
  touches: {
    reads: ["custodyAccount", "institution", "position", "enrolment", "payInsByUnit", "payIn"],
    writes: ["balance", "task"],
  },
  load: { perSecond: 50 },
});

export const listTasks = defineUseCase({
  id: "listTasks",
  capability: "settlement",
  end: "management",
  method: "GET",
  path: "/v1/tasks",
  summary: {
    zh: "列出辖区内本部门主管的待办事项，可按类别、状态筛选",
    en: "Lists the tasks of the caller's area and trade, by kind and state",
  },
  access: { role: "officer", duties: ["funds"] },
  input: {
    query: z.strictObject({
      ...pageQuery,
      kind: TaskKind.optional(),
      state: z.enum(["open", "resolved"]).optional(),
    }),
  },
  output: z.strictObject({ tasks: z.array(TaskView), ...pageOutput }),
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["task", "tasksByUnit", "institution", "unit"] },
  load: { perSecond: 5 },
});

export const resolveTask = defineUseCase({
  id: "resolveTask",
  capability: "settlement",
  end: "management",
  method: "POST",
  path: "/v1/tasks/{taskId}/resolution",
  summary: {
    zh: "办结待办：写明查明情况并选择处理方式",
    en: "Settles a task: says what was found and what is done",
  },
  access: { role: "officer", duties: ["funds"] },
  input: {
    path: z.strictObject({ taskId: TaskId }),
    body: z.strictObject({
      action: TaskAction,
      finding: z.string().trim().min(2).max(500).meta({
        description: "What was found out; no personal data",
      }),
    }),
  },
  output: z.strictObject({ taskId: TaskId, state: z.literal("resolved"), action: TaskAction }),
  errors: [
    "resource.not-found",
    "identity.outside-unit",
    "task.already-resolved",
    "task.action-unfit",
    "custody.lesson-not-earned",
    "custody.releases-held",
    "custody.releases-frozen",
    "custody.releases-stopped",
    "custody.releases-short",
    "custody.order-not-short",
    "custody.pay-in-not-held",
    "refund.not-with-person",
    "refund.no-way-back",
    "refund.payment-reversed",
  ],
  idempotent: true,
  touches: {
    reads: ["institution", "position"],
    writes: ["task", "enrolment", "instruction", "payIn", "refund", "refundPayment"],
  },
  load: { perSecond: 1 },
});

export const returnPayIn = defineTask({
  id: "returnPayIn",
  capability: "settlement",
  summary: {
    zh: "将不符订单的到账资金按原路退回",
    en: "Sets money that fits no order on its way back by its original route",
  },
  trigger: { kind: "events", events: [PayInSuspended] },
  touches: { writes: ["payIn"] },
  alarm: {
    effect: "A family's misplaced payment stays in custody: its return was not instructed.",
    runbook: "payment-is-not-returned",
  },
});

export const sendReturn = defineTask({
  id: "sendReturn",
  capability: "settlement",
  summary: { zh: "请银行退回待查资金", en: "Asks the bank to pay misplaced money back" },
  trigger: { kind: "events", events: [ReturnInstructed] },
  touches: { reads: ["bank"], writes: ["payIn", "task"], bank: true },
  alarm: {
    effect: "A family's misplaced payment stays in custody: the bank does not take its return.",
    runbook: "bank-does-not-take-returns",
  },
});

export const useCases = [
  reportReturnResult,
  reportPayInReversal,
  pushBalance,
  listTasks,
  resolveTask,
];
export const tasks = [returnPayIn, sendReturn];
