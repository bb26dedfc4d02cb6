import type { TemplateWords } from "./template-words.ts";
import type { NoticeLanguage, NoticeTemplate } from "./templates.ts";

type RefundTemplate = Extract<NoticeTemplate, `refund-${string}`>;

/** The texts of notices about refunds. */
export const refundWords: Readonly<
  Record<RefundTemplate, Readonly<Record<NoticeLanguage, TemplateWords>>>
> = {
  "refund-requested": {
    "zh-CN": {
      title: "有一项退费待贵机构答复",
      text: "家长申请退还订单 {enrolmentId} 的费用 {amountFen}（退费 {refundId}）。请在 {dueOn}（含当日）前同意或说明理由拒绝；逾期未答复的，视为同意。",
    },
    en: {
      title: "A refund awaits your answer",
      text: "A family asks {amountFen} of order {enrolmentId} back (refund {refundId}). Agree, or refuse with your reasons, by the end of {dueOn}; without an answer by then you have agreed.",
    },
  },
  "refund-reminder": {
    "zh-CN": {
      title: "提醒：退费待贵机构答复",
      text: "退费 {refundId}（订单 {enrolmentId}，{amountFen}）仍待答复，期限至 {dueOn}（含当日）；逾期未答复的，视为同意。",
    },
    en: {
      title: "Reminder: a refund awaits your answer",
      text: "The refund {refundId} of {amountFen} (order {enrolmentId}) still awaits your answer, until the end of {dueOn}; without one you have agreed.",
    },
  },
  "refund-owed": {
    "zh-CN": {
      title: "退费由机构直接支付",
      text: "退费 {refundId}（订单 {enrolmentId}，{amountFen}）由机构在 {dueOn}（含当日）前直接支付给家长；家长收到后请在平台确认。",
    },
    en: {
      title: "The institution pays the refund itself",
      text: "The institution pays the refund {refundId} of {amountFen} (order {enrolmentId}) to the family by the end of {dueOn}; the family confirms here when it has arrived.",
    },
  },
  "refund-stands": {
    "zh-CN": {
      title: "退费已确定",
      text: "订单 {enrolmentId} 的退费 {refundId}（{amountFen}）已确定，将按原支付路径退还。",
    },
    en: {
      title: "The refund stands",
      text: "The refund {refundId} of {amountFen} for order {enrolmentId} stands; the money goes back by the way on which it came.",
    },
  },
  "refund-rejected": {
    "zh-CN": {
      title: "机构拒绝退费，已转主管部门裁决",
      text: "机构拒绝了订单 {enrolmentId} 的退费 {refundId}（{amountFen}），已转县级主管部门裁决；您也可以撤回申请。",
    },
    en: {
      title: "The institution refuses the refund",
      text: "The institution refuses the refund {refundId} of {amountFen} for order {enrolmentId}. The county's authority decides now; you may also withdraw.",
    },
  },
  "refund-dismissed": {
    "zh-CN": {
      title: "退费申请未获支持",
      text: "主管部门对订单 {enrolmentId} 的退费 {refundId}（{amountFen}）不予支持，各课时恢复原状。您仍可投诉、申请仲裁或起诉。",
    },
    en: {
      title: "The refund is dismissed",
      text: "The authority has dismissed the refund {refundId} of {amountFen} for order {enrolmentId}; the lessons go on as before. Complaint, arbitration and court remain open.",
    },
  },
  "refund-withdrawn": {
    "zh-CN": {
      title: "退费申请已撤回",
      text: "家长撤回了订单 {enrolmentId} 的退费 {refundId}（{amountFen}），各课时恢复原状。",
    },
    en: {
      title: "A refund was withdrawn",
      text: "The family has withdrawn the refund {refundId} of {amountFen} for order {enrolmentId}; the lessons go on as before.",
    },
  },
  "refund-paid": {
    "zh-CN": {
      title: "退费已支付",
      text: "订单 {enrolmentId} 的退费 {refundId}（{amountFen}）已支付给家长。",
    },
    en: {
      title: "The refund is paid",
      text: "The refund {refundId} of {amountFen} for order {enrolmentId} has been paid to the family.",
    },
  },
  "refund-delayed": {
    "zh-CN": {
      title: "退费付款受阻，已转人工处理",
      text: "银行未能支付订单 {enrolmentId} 的退费 {refundId}（{amountFen}），款项仍在托管账户内，经办人员将尽快处理。",
    },
    en: {
      title: "The refund is delayed",
      text: "The bank could not pay the refund {refundId} of {amountFen} for order {enrolmentId}. The money stays in custody, and an officer sees to it.",
    },
  },
  "refund-overdue": {
    "zh-CN": {
      title: "机构逾期未付退费",
      text: "机构未在期限内支付退费 {refundId}（订单 {enrolmentId}，{amountFen}）中应由其直接支付的部分，已转主管部门处理。",
    },
    en: {
      title: "The institution has not paid in time",
      text: "The institution has not paid in time what it owes itself of the refund {refundId} of {amountFen} (order {enrolmentId}); the authority has been told.",
    },
  },
};
