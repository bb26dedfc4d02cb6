import * as z from "zod";
import { PayInNotice } from "../../adapters/bank/bank-protocol.ts";
import { ContractRef } from "../../domain/enrolment/enrolment.ts";
import { EnrolmentStatus } from "../../domain/enrolment/transitions.ts";
import { ClassId, EnrolmentId, PaymentId, StudentId } from "../../domain/shared/ids.ts";
import { AsideReason } from "../../domain/custody/pay-in.ts";
import { Fen } from "../../domain/shared/money.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { defineUseCase } from "../kit/contract.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";
import { EnrolmentDetail, EnrolmentSummary, NewStudent } from "./schemas.ts";

const access = { role: "guardian" } as const;
const order = { path: z.strictObject({ enrolmentId: EnrolmentId }) };
const { termsHash } = ContractRef.shape;

export const addStudent = defineUseCase({
  id: "addStudent",
  capability: "enrolment",
  end: "family",
  method: "POST",
  path: "/v1/students",
  summary: {
    zh: "监护人添加孩子；无论平台是否已有该学生，答复相同",
    en: "A guardian adds a child; the answer is alike whether or not the child was known",
  },
  access,
  input: { body: NewStudent },
  output: z.strictObject({ studentId: StudentId }),
  status: 201,
  errors: [
    "resident-id.malformed",
    "resident-id.birth-date-impossible",
    "resident-id.check-character-wrong",
    "student.id-number-malformed",
    "student.birth-date-differs",
    "student.gender-differs",
    "student.birth-date-future",
  ],
  touches: {
    writes: ["student", "guardianStudents", "personal", "personalIndex", "dataKey"],
    personal: ["student"],
    personalIndex: true,
  },
  load: { perSecond: 100 },
});

export const placeOrder = defineUseCase({
  id: "placeOrder",
  capability: "enrolment",
  end: "family",
  method: "POST",
  path: "/v1/orders",
  summary: {
    zh: "下单占位，并按一次收费的课时、金额、时长上限核对",
    en: "Orders a seat in a class within the limits of one charge",
  },
  access,
  input: { body: z.strictObject({ studentId: StudentId, classId: ClassId }) },
  output: z.strictObject({
    enrolmentId: EnrolmentId,
    status: EnrolmentStatus,
    priceFen: Fen,
    contractNo: z.string(),
    termsHash,
  }),
  status: 201,
  errors: [
    "resource.not-found",
    "catalogue.course-not-published",
    "catalogue.class-cancelled",
    "catalogue.not-sellable",
    "catalogue.class-full",
    "catalogue.too-long-a-period",
    "catalogue.charged-too-early",
    "enrolment.class-begun",
    "enrolment.too-many-lessons",
    "enrolment.amount-too-high",
  ],
  idempotent: true,
  touches: {
    reads: ["rulePack", "guardianStudents", "course", "institution"],
    writes: ["class", "enrolment", "orderGuard"],
  },
  load: { perSecond: 500 },
});

export const signContract = defineUseCase({
  id: "signContract",
  capability: "enrolment",
  end: "family",
  method: "POST",
  path: "/v1/orders/{enrolmentId}/contract",
  summary: {
    zh: "监护人签署所示条款的合同（GF-2021-2604）",
    en: "The guardian signs exactly the terms that were shown",
  },
  access,
  input: { ...order, body: z.strictObject({ termsHash }) },
  output: z.strictObject({
    enrolmentId: EnrolmentId,
    status: EnrolmentStatus,
    contractNo: z.string(),
    signedAt: Timestamp,
  }),
  errors: ["resource.not-found", "enrolment.not-awaiting-signature", "enrolment.terms-differ"],
  idempotent: true,
  touches: { writes: ["enrolment"] },
  load: { perSecond: 500 },
});

export const payOrder = defineUseCase({
  id: "payOrder",
  capability: "enrolment",
  end: "family",
  method: "POST",
  path: "/v1/orders/{enrolmentId}/payment",
  summary: {
    zh: "向托管银行发起缴费，返回银行支付页；重复请求得到同一笔缴费",
    en: "Asks the custody bank for the order's one payment and answers where to pay it",
  },
  access,
  input: order,
  output: z.strictObject({
    paymentId: PaymentId,
    payUrl: z.url(),
    amountFen: Fen,
    expiresAt: Timestamp,
  }),
  errors: [
    "resource.not-found",
    "enrolment.not-signed",
    "enrolment.payment-expired",
    "enrolment.class-begun",
    "catalogue.class-cancelled",
    "catalogue.not-sellable",
    "enrolment.bank-unavailable",
    "enrolment.bank-refused",
  ],
  idempotent: true,
  touches: {
    reads: ["class", "course", "institution", "bank"],
    writes: ["enrolment", "payment"],
    bank: true,
  },
  load: { perSecond: 500 },
});

export const getEnrolment = defineUseCase({
  id: "getEnrolment",
  capability: "enrolment",
  end: "family",
  method: "GET",
  path: "/v1/enrolments/{enrolmentId}",
  summary: {
    zh: "查看订单、合同条款、缴费与每一课时的资金",
    en: "Shows an order with its contract, payment, and each lesson's money",
  },
  access,
  input: order,
  output: EnrolmentDetail,
  errors: ["resource.not-found"],
  touches: { reads: ["enrolment", "class", "personal", "dataKey"], personal: ["student"] },
  load: { perSecond: 1000 },
});

export const listEnrolments = defineUseCase({
  id: "listEnrolments",
  capability: "enrolment",
  end: "family",
  method: "GET",
  path: "/v1/enrolments",
  summary: {
    zh: "列出本人孩子的订单及资金状态，新的在前",
    en: "Lists the guardian's orders with where their money is, the newest first",
  },
  access,
  input: { query: z.strictObject(pageQuery) },
  output: z.strictObject({ enrolments: z.array(EnrolmentSummary), ...pageOutput }),
  errors: ["input.cursor-invalid"],
  touches: {
    reads: ["enrolmentsByGuardian", "enrolment", "personal", "dataKey"],
    personal: ["student"],
  },
  load: { perSecond: 1000 },
});

export const notifyPayIn = defineUseCase({
  id: "notifyPayIn",
  capability: "enrolment",
  end: "bank",
  method: "POST",
  path: "/v1/pay-ins",
  summary: {
    zh: "银行通知到账：足额按时入账，否则转待查资金",
    en: "The bank tells of money that came in: it pays its order, or is held aside",
  },
  access: { role: "bank" },
  input: { body: PayInNotice },
  output: z.strictObject({
    outcome: z.enum(["matched", "suspense"]),
    reason: AsideReason.optional().meta({
      description: "Why the money is held aside; it returns by its original route",
    }),
  }),
  errors: ["input.not-happened-yet", "custody.pay-in-contradicts", "custody.pay-in-differs"],
  idempotent: true,
  touches: {
    reads: ["payment", "custodyAccount", "institution"],
    writes: ["payIn", "enrolment", "openingDeposit"],
  },
  load: { perSecond: 500 },
});

export const useCases = [
  addStudent,
  placeOrder,
  signContract,
  payOrder,
  getEnrolment,
  listEnrolments,
  notifyPayIn,
];
