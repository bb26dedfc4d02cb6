import * as z from "zod";
import { InstructionId } from "../../domain/shared/ids.ts";
import { RefundInstructed } from "../../events/refund.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { ReportedRefund } from "./schemas.ts";

/** What banks are asked and say about refunds. */

const ORDER = ["enrolment", "refund", "orderGuard", "class", "notice", "task"] as const;

export const reportRefundResult = defineUseCase({
  id: "reportRefundResult",
  capability: "refund",
  end: "bank",
  method: "POST",
  path: "/v1/refund-results",
  summary: {
    zh: "银行回报退费的执行结果；与指令不符的不入账，转人工处理",
    en: "The bank reports what became of a refund; what contradicts the instruction calls a person",
  },
  access: { role: "bank" },
  input: { body: ReportedRefund },
  output: z.strictObject({
    instructionId: InstructionId,
    outcome: z.enum(["executed", "rejected", "contested"]).meta({
      description:
        "contested: it contradicts the instruction; nothing was posted, a person looks, and the key stays free for what is true",
    }),
  }),
  errors: [
    "resource.not-found",
    "input.not-happened-yet",
    "refund.unknown-instruction",
    "refund.result-wrong-amount",
    "refund.result-contradicts",
  ],
  idempotent: true,
  touches: { reads: ["refundPayment"], writes: ORDER },
  load: { perSecond: 50 },
});

export const sendRefund = defineTask({
  id: "sendRefund",
  capability: "refund",
  summary: { zh: "向银行发送退费指令", en: "Has the bank pay a refund" },
  trigger: { kind: "events", events: [RefundInstructed] },
  touches: {
    reads: ["bank", "personal"],
    writes: ORDER,
    personal: ["refund-payee"],
    bank: true,
  },
  alarm: {
    effect: "A family waits for its refund: the bank does not take the instruction.",
    runbook: "bank-does-not-take-refunds",
  },
});

export const useCases = [reportRefundResult];
export const tasks = [sendRefund];
