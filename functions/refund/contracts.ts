import * as z from "zod";
import { EnrolmentId, RefundId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { RefundGround } from "../../domain/shared/refund-words.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { AskedGround, LessonNumbers, QuotedTerm, RefundStanding, RefundText } from "./schemas.ts";

/** What families do about their refunds. */

const guardian = { role: "guardian" } as const;
const path = z.strictObject({ refundId: RefundId });
const BASIS = ["class", "refund", "rulePack"] as const;

export const quoteRefund = defineUseCase({
  id: "quoteRefund",
  capability: "refund",
  end: "family",
  method: "POST",
  path: "/v1/enrolments/{enrolmentId}/refund-quotes",
  summary: {
    zh: "测算退费：逐项列明规则、依据、课时、单价与利息；有效期内申请的，分毫不差",
    en: "Works a refund out, line by line with its article; while it is valid it binds to the fen",
  },
  access: guardian,
  input: {
    path: z.strictObject({ enrolmentId: EnrolmentId }),
    body: z.strictObject({
      ground: AskedGround.meta({
        description: "Where the facts open a better one to whoever gives no reason, it is applied",
      }),
      lessonNumbers: LessonNumbers.optional().meta({ description: "Absent: all that can go back" }),
      terminatedOn: LocalDate.optional().meta({
        description: "When the contract was ended, from which interest runs; absent: today",
      }),
      hadSameService: z.boolean().optional().meta({
        description: "The same service was taken before the contract: no cooling-off",
      }),
    }),
  },
  output: z.strictObject({
    quote: z.string().meta({ description: "To be sent with requestRefund as it is" }),
    enrolmentId: EnrolmentId,
    ground: RefundGround,
    lessons: z.array(z.strictObject({ lessonNumber: z.int(), amountFen: Fen })),
    terms: z.array(QuotedTerm).meta({ description: "Their amounts sum to totalFen" }),
    totalFen: Fen,
    custodyFen: Fen.meta({ description: "Out of custody, by the bank" }),
    institutionFen: Fen.meta({ description: "By the institution itself" }),
    asksInstitution: z.boolean().meta({ description: "Whether the institution is asked first" }),
    validUntil: Timestamp,
    payBy: Timestamp,
  }),
  errors: [
    "resource.not-found",
    "refund.already-begun",
    "refund.window-over",
    "refund.cooling-off-over",
    "refund.same-service-before",
    "refund.terminated-on-impossible",
    "refund.lesson-not-refundable",
    "refund.nothing-to-refund",
  ],
  touches: { reads: [...BASIS, "enrolment", "institution"] },
  load: { perSecond: 20 },
});

export const requestRefund = defineUseCase({
  id: "requestRefund",
  capability: "refund",
  end: "family",
  method: "POST",
  path: "/v1/enrolments/{enrolmentId}/refunds",
  summary: {
    zh: "按测算申请退费：所退课时的费用随即冻结；机构逾期不答复视为同意",
    en: "Asks for what was quoted: the lessons' money is held; the institution's silence is consent",
  },
  access: guardian,
  input: {
    path: z.strictObject({ enrolmentId: EnrolmentId }),
    body: z.strictObject({
      quote: z.string().max(60_000).meta({ description: "As quoteRefund gave it" }),
      text: RefundText.optional(),
    }),
  },
  output: RefundStanding,
  status: 201,
  errors: [
    "resource.not-found",
    "refund.quote-not-yours",
    "refund.quote-expired",
    "refund.quote-outdated",
    "refund.nothing-to-refund",
    "refund.lesson-not-refundable",
    "refund.mass-refund-ordered",
  ],
  idempotent: true,
  touches: {
    reads: [...BASIS, "institution", "calendar"],
    writes: ["enrolment", "refund", "notice", "personal"],
    personal: ["refund"],
  },
  load: { perSecond: 10 },
});

export const withdrawRefund = defineUseCase({
  id: "withdrawRefund",
  capability: "refund",
  end: "family",
  method: "POST",
  path: "/v1/refunds/{refundId}/withdrawal",
  summary: {
    zh: "指令付款之前，家长撤回退费申请，各课时恢复原状",
    en: "The guardian takes the request back before anybody is told to pay; lessons go on as before",
  },
  access: guardian,
  input: { path },
  output: RefundStanding,
  errors: ["resource.not-found", "refund.not-withdrawable"],
  idempotent: true,
  touches: { writes: ["enrolment", "refund", "notice"] },
  load: { perSecond: 1 },
});

export const confirmRefundReceipt = defineUseCase({
  id: "confirmRefundReceipt",
  capability: "refund",
  end: "family",
  method: "POST",
  path: "/v1/refunds/{refundId}/receipt",
  summary: {
    zh: "家长确认已收到应由机构直接支付的款项",
    en: "The guardian confirms what the institution had to pay by itself",
  },
  access: guardian,
  input: { path },
  output: RefundStanding,
  errors: ["resource.not-found", "refund.nothing-owed"],
  idempotent: true,
  touches: { writes: ["enrolment", "refund", "orderGuard", "class", "notice"] },
  load: { perSecond: 1 },
});

export const useCases = [quoteRefund, requestRefund, withdrawRefund, confirmRefundReceipt];
