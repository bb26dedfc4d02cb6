import * as z from "zod";
import type { Bilingual } from "../shared/result.ts";

export const ParameterId = z.enum([
  "charge.most-months",
  "charge.most-lessons",
  "charge.most-fen",
  "charge.summing-window-hours",
  "charge.earliest-months",
  "charge.across-terms-forbidden",
  "confirmation.silence-working-days",
  "refund.silence-working-days",
  "payout-account.hold-working-days",
  "order.payment-hours",
  "lesson.latest-end",
  "lesson.most-minutes",
  "lesson.least-gap-minutes",
]);
export type ParameterId = z.infer<typeof ParameterId>;

export type ParameterUnit =
  | "calendar-month"
  | "lesson"
  | "fen"
  | "hour"
  | "working-day"
  | "minute"
  /** Minutes after midnight in Asia/Shanghai: 20:30 is 1230. */
  | "minute-of-day"
  /** 1 is yes, 0 is no. */
  | "flag";

export interface ParameterDefinition {
  readonly unit: ParameterUnit;
  /** Which of two values binds more: for a ceiling the lower one, for a floor the higher one. */
  readonly strictest: "lower" | "higher";
  readonly name: Bilingual;
}

/** Every rule parameter: its unit, which direction is strict, and its name. Values lie in rule packs. */
export const PARAMETERS = {
  "charge.most-months": {
    unit: "calendar-month",
    strictest: "lower",
    name: { zh: "一次收费最长时间跨度", en: "longest time that one charge covers" },
  },
  "charge.most-lessons": {
    unit: "lesson",
    strictest: "lower",
    name: { zh: "一次收费最多课时数", en: "most lessons that one charge covers, per subject" },
  },
  "charge.most-fen": {
    unit: "fen",
    strictest: "lower",
    name: { zh: "一次收费最高金额", en: "highest amount of one charge" },
  },
  "charge.summing-window-hours": {
    unit: "hour",
    strictest: "higher",
    name: {
      zh: "同一学生、机构、学科订单合并计算的时间窗",
      en: "window in which orders of one student, institution and subject count as one charge",
    },
  },
  "charge.earliest-months": {
    unit: "calendar-month",
    strictest: "lower",
    name: { zh: "最早可在开课前多久收费", en: "how long before its start a course may be charged" },
  },
  "charge.across-terms-forbidden": {
    unit: "flag",
    strictest: "higher",
    name: { zh: "是否禁止跨学期收费", en: "whether one charge may not cover two school terms" },
  },
  "confirmation.silence-working-days": {
    unit: "working-day",
    strictest: "higher",
    name: {
      zh: "家长未确认视为同意的期限",
      en: "silence after which a lesson counts as confirmed",
    },
  },
  "refund.silence-working-days": {
    unit: "working-day",
    strictest: "lower",
    name: {
      zh: "机构未答复退费视为同意的期限",
      en: "silence after which an institution has agreed to a refund",
    },
  },
  "payout-account.hold-working-days": {
    unit: "working-day",
    strictest: "higher",
    name: {
      zh: "收款账户变更后暂停拨付的期限",
      en: "hold on releases after a change of the payout account",
    },
  },
  "order.payment-hours": {
    unit: "hour",
    strictest: "lower",
    name: { zh: "未缴费订单的保留时间", en: "how long an order may stay unpaid" },
  },
  "lesson.latest-end": {
    unit: "minute-of-day",
    strictest: "lower",
    name: { zh: "培训结束最晚时间", en: "latest end of a lesson" },
  },
  "lesson.most-minutes": {
    unit: "minute",
    strictest: "lower",
    name: { zh: "每课时最长时间", en: "longest lesson" },
  },
  "lesson.least-gap-minutes": {
    unit: "minute",
    strictest: "higher",
    name: { zh: "课间最短休息时间", en: "shortest gap between lessons" },
  },
} as const satisfies Record<ParameterId, ParameterDefinition>;
