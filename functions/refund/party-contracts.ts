import * as z from "zod";
import { RefundPayee } from "../../adapters/bank/bank-protocol.ts";
import { RefundId } from "../../domain/shared/ids.ts";
import { defineUseCase } from "../kit/contract.ts";
import { LessonNumbers, RefundStanding, RefundText } from "./schemas.ts";

/** What institutions and authorities do about refunds. */

const path = z.strictObject({ refundId: RefundId });

/** Why an institution refuses, for statistics; the words lie sealed. */
const RejectionCode = z.enum([
  "lessons-were-held",
  "outside-contract",
  "amount-disputed",
  "not-the-guardian",
  "other",
]);

export const decideRefund = defineUseCase({
  id: "decideRefund",
  capability: "refund",
  end: "institution",
  method: "POST",
  path: "/v1/refunds/{refundId}/decision",
  summary: {
    zh: "机构在期限内同意或拒绝退费；拒绝的由主管部门裁决",
    en: "The institution agrees in time, or refuses; then the authority decides",
  },
  access: { role: "institution", duties: ["owner", "finance"] },
  input: {
    path,
    body: z.discriminatedUnion("decision", [
      z.strictObject({ decision: z.literal("agree") }),
      z.strictObject({
        decision: z.literal("reject"),
        reasonCode: RejectionCode,
        text: RefundText,
      }),
    ]),
  },
  output: RefundStanding,
  errors: [
    "resource.not-found",
    "identity.role-required",
    "refund.not-awaiting-answer",
    "refund.answer-too-late",
  ],
  idempotent: true,
  touches: { writes: ["refund", "notice", "personal"], personal: ["refund"] },
  load: { perSecond: 10 },
});

const officer = { role: "officer", duties: ["funds"] } as const;

export const arbitrateRefund = defineUseCase({
  id: "arbitrateRefund",
  capability: "refund",
  end: "management",
  method: "POST",
  path: "/v1/refunds/{refundId}/arbitration",
  summary: {
    zh: "主管部门裁决机构拒绝的退费：全部、部分退还，或不予退还",
    en: "The authority decides what the institution refuses: all of it, some lessons, or none",
  },
  access: officer,
  input: {
    path,
    body: z.discriminatedUnion("finding", [
      z.strictObject({
        finding: z.literal("order"),
        lessonNumbers: LessonNumbers.optional().meta({
          description: "Only these lessons go back; absent: all that was asked",
        }),
        text: RefundText,
      }),
      z.strictObject({ finding: z.literal("dismiss"), text: RefundText }),
    ]),
  },
  output: RefundStanding,
  errors: ["resource.not-found", "refund.not-rejected", "refund.lesson-not-in-refund"],
  idempotent: true,
  touches: {
    reads: ["institution"],
    writes: ["refund", "enrolment", "notice", "personal"],
    personal: ["refund"],
  },
  load: { perSecond: 1 },
});

export const retryRefundPayment = defineUseCase({
  id: "retryRefundPayment",
  capability: "refund",
  end: "management",
  method: "POST",
  path: "/v1/refunds/{refundId}/payment-retry",
  summary: {
    zh: "银行多次未付或无应答时，经办人员核实后再次指令付款",
    en: "An officer has the bank told again, after it has refused too often or was silent",
  },
  access: officer,
  input: {
    path,
    body: z.strictObject({
      finding: z.string().trim().min(2).max(500).meta({
        description: "What was found out; no personal data",
      }),
      payee: RefundPayee.optional().meta({
        description:
          "The family's account, where its payment cannot go back on its own way; sealed",
      }),
    }),
  },
  output: RefundStanding,
  errors: [
    "resource.not-found",
    "refund.not-with-person",
    "refund.no-way-back",
    "refund.payment-reversed",
    "refund.payment-unanswered",
  ],
  idempotent: true,
  touches: {
    reads: ["institution", "enrolment"],
    writes: ["refund", "refundPayment", "task", "personal"],
    personal: ["refund-payee"],
  },
  load: { perSecond: 1 },
});

export const useCases = [decideRefund, arbitrateRefund, retryRefundPayment];
