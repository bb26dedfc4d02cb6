import { alertWords } from "./alert-words.ts";
import { collapseWords } from "./collapse-words.ts";
import { complaintWords } from "./complaint-words.ts";
import { measureWords } from "./measure-words.ts";
import { openingWords } from "./opening-words.ts";
import { refundWords } from "./refund-words.ts";
import type { NoticeLanguage, NoticeTemplate } from "./templates.ts";
import { watchWords } from "./watch-words.ts";

/** The title and the text of a notice, with its facts in braces. */
export interface TemplateWords {
  readonly title: string;
  readonly text: string;
}

/**
 * The texts of all notices. Words in braces are facts: names that end in `Fen` are shown as yuan, in `At`
 * as an instant of Shanghai; all others as they are.
 */
export const templateWords: Readonly<
  Record<NoticeTemplate, Readonly<Record<NoticeLanguage, TemplateWords>>>
> = {
  "confirmation-requested": {
    "zh-CN": {
      title: "请确认第 {lessonNumber} 课时",
      text: "机构请您确认订单 {enrolmentId} 的第 {lessonNumber} 课时，金额 {amountFen}。如有异议，请在 {dueOn}（含当日）前提出；逾期未答复的，按规定视为确认。",
    },
    en: {
      title: "Please confirm lesson {lessonNumber}",
      text: "The institution asks you to confirm lesson {lessonNumber} of order {enrolmentId}, {amountFen}. If you disagree, say so by the end of {dueOn}; without an answer by then the lesson counts as confirmed.",
    },
  },
  "confirmation-reminder": {
    "zh-CN": {
      title: "提醒：第 {lessonNumber} 课时待您确认",
      text: "订单 {enrolmentId} 的第 {lessonNumber} 课时（{amountFen}）仍待您确认或提出异议。{dueOn} 结束后未答复的，按规定视为确认。",
    },
    en: {
      title: "Reminder: lesson {lessonNumber} awaits your answer",
      text: "Lesson {lessonNumber} of order {enrolmentId} ({amountFen}) still awaits your confirmation or objection. Without an answer by the end of {dueOn} it counts as confirmed.",
    },
  },
  "lesson-deemed": {
    "zh-CN": {
      title: "第 {lessonNumber} 课时已视为确认",
      text: "订单 {enrolmentId} 的第 {lessonNumber} 课时在规定期限内未收到答复，已视为确认，{amountFen} 将拨付给机构。",
    },
    en: {
      title: "Lesson {lessonNumber} counts as confirmed",
      text: "No answer came within the period for lesson {lessonNumber} of order {enrolmentId}: it counts as confirmed, and {amountFen} will be paid to the institution.",
    },
  },
  "order-lapsed": {
    "zh-CN": {
      title: "订单已失效",
      text: "订单 {enrolmentId} 未在规定时间内缴费，已失效，名额已释放。如仍需报名，请重新下单。",
    },
    en: {
      title: "Your order has lapsed",
      text: "Order {enrolmentId} was not paid in time. It has lapsed and its place is free again; order anew if you still want it.",
    },
  },
  "class-changed": {
    "zh-CN": {
      title: "已转班",
      text: "订单 {enrolmentId} 的 {amountFen} 已在托管账户内转入新班订单 {toEnrolmentId}，共 {lessonCount} 课时；未转出的课时仍按原订单办理。",
    },
    en: {
      title: "The class was changed",
      text: "{amountFen} of order {enrolmentId} moved inside custody to order {toEnrolmentId} of the new class, for {lessonCount} lessons. Lessons that did not move stay with the former order.",
    },
  },
  "payment-received": {
    "zh-CN": {
      title: "培训费已存入托管账户",
      text: "订单 {enrolmentId} 的培训费 {amountFen} 已于 {paidAt} 全额存入托管账户，按课时确认后方可拨付机构。",
    },
    en: {
      title: "The fee lies in custody",
      text: "The fee of order {enrolmentId}, {amountFen}, came into the custody account on {paidAt}. The institution is paid lesson by lesson, as each is confirmed.",
    },
  },
  "payment-suspended": {
    "zh-CN": {
      title: "款项待查",
      text: "为订单 {enrolmentId} 支付的 {amountFen} 与订单不符，已单独存放，将按原支付路径退回。",
    },
    en: {
      title: "A payment does not fit",
      text: "A payment of {amountFen} for order {enrolmentId} does not fit the order. It is held aside and returns by the way on which it came.",
    },
  },
  "payment-returned": {
    "zh-CN": {
      title: "款项已退回",
      text: "为订单 {enrolmentId} 支付的待查款项 {amountFen} 已由银行按原支付路径退回。",
    },
    en: {
      title: "A payment has been returned",
      text: "The bank has returned the payment of {amountFen} for order {enrolmentId} by the way on which it came.",
    },
  },
  "payment-reversed": {
    "zh-CN": {
      title: "缴费已被银行冲正",
      text: "银行已将订单 {enrolmentId} 的缴费 {amountFen} 冲正，订单已终止，不再上课消课。其中 {shortFen} 此前已消课、拨付或退费，由主管部门核实处理。",
    },
    en: {
      title: "The bank has taken a payment back",
      text: "The bank has reversed the payment of {amountFen} for order {enrolmentId}: the order has ended and no further lesson of it is paid for. {shortFen} of it had been used or paid out before; the authority looks into that.",
    },
  },
  "release-executed": {
    "zh-CN": {
      title: "课时费已拨付",
      text: "订单 {enrolmentId} 第 {lessonNumber} 课时的 {amountFen} 已由银行拨付至机构账户。",
    },
    en: {
      title: "A lesson's fee has been paid",
      text: "The bank has paid {amountFen} for lesson {lessonNumber} of order {enrolmentId} to the institution's account.",
    },
  },
  "release-returned": {
    "zh-CN": {
      title: "课时费未能拨付",
      text: "银行未能拨付订单 {enrolmentId} 第 {lessonNumber} 课时的 {amountFen}，款项仍在托管账户内，平台将另行处理。",
    },
    en: {
      title: "A lesson's fee could not be paid",
      text: "The bank could not pay {amountFen} for lesson {lessonNumber} of order {enrolmentId}. The money stays in custody and the platform sees to it.",
    },
  },
  "lesson-disputed": {
    "zh-CN": {
      title: "家长对第 {lessonNumber} 课时提出异议",
      text: "家长对订单 {enrolmentId} 的第 {lessonNumber} 课时提出异议，{amountFen} 已冻结，其余课时不受影响。",
    },
    en: {
      title: "Lesson {lessonNumber} is disputed",
      text: "The family disputes lesson {lessonNumber} of order {enrolmentId}. Its {amountFen} are frozen; the other lessons go on.",
    },
  },
  "dispute-withdrawn": {
    "zh-CN": {
      title: "第 {lessonNumber} 课时的异议已撤回",
      text: "家长已撤回对订单 {enrolmentId} 第 {lessonNumber} 课时（{amountFen}）的异议，该课时重新等待确认。",
    },
    en: {
      title: "The dispute about lesson {lessonNumber} is withdrawn",
      text: "The family has withdrawn its objection to lesson {lessonNumber} of order {enrolmentId} ({amountFen}); it awaits confirmation again.",
    },
  },
  "dispute-resolved": {
    "zh-CN": {
      title: "第 {lessonNumber} 课时的异议已处理",
      text: "主管部门已对订单 {enrolmentId} 第 {lessonNumber} 课时（{amountFen}）的异议作出处理，请登录平台查看结果。",
    },
    en: {
      title: "The dispute about lesson {lessonNumber} is settled",
      text: "The authority has settled the dispute about lesson {lessonNumber} of order {enrolmentId} ({amountFen}); sign in to see how.",
    },
  },
  "lesson-cancelled": {
    "zh-CN": {
      title: "第 {lessonNumber} 课时已取消",
      text: "机构已取消订单 {enrolmentId} 的第 {lessonNumber} 课时，该课时不消耗费用。",
    },
    en: {
      title: "Lesson {lessonNumber} is cancelled",
      text: "The institution has cancelled lesson {lessonNumber} of order {enrolmentId}; it costs you nothing.",
    },
  },
  "lesson-rescheduled": {
    "zh-CN": {
      title: "第 {lessonNumber} 课时已改期",
      text: "机构已将订单 {enrolmentId} 的第 {lessonNumber} 课时改为 {startsAt} 开始。",
    },
    en: {
      title: "Lesson {lessonNumber} has moved",
      text: "The institution has moved lesson {lessonNumber} of order {enrolmentId}; it begins at {startsAt}.",
    },
  },
  "make-up-planned": {
    "zh-CN": {
      title: "第 {lessonNumber} 课时安排补课",
      text: "机构已为订单 {enrolmentId} 的第 {lessonNumber} 课时安排补课，{startsAt} 开始，不另收费。",
    },
    en: {
      title: "Lesson {lessonNumber} will be made up",
      text: "The institution will make up lesson {lessonNumber} of order {enrolmentId}, from {startsAt}, at no further charge.",
    },
  },
  "leave-requested": {
    "zh-CN": {
      title: "第 {lessonNumber} 课时有学生请假",
      text: "订单 {enrolmentId} 的家长为 {startsAt} 开始的第 {lessonNumber} 课时请假。如需补课，请安排补课时间。",
    },
    en: {
      title: "A pupil is on leave from lesson {lessonNumber}",
      text: "The family of order {enrolmentId} asks leave from lesson {lessonNumber}, which begins at {startsAt}. Plan a make-up session where it is due.",
    },
  },
  "absence-counted": {
    "zh-CN": {
      title: "第 {lessonNumber} 课时缺课，按合同计课时",
      text: "订单 {enrolmentId} 的第 {lessonNumber} 课时登记为缺课，按合同约定计为已上课时；机构请求确认后，费用方可拨付。如与事实不符，届时可提出异议。",
    },
    en: {
      title: "Lesson {lessonNumber} was missed and counts by contract",
      text: "Lesson {lessonNumber} of order {enrolmentId} is recorded as missed, and by the contract it counts as taken. Its fee is paid only after you are asked to confirm; if the record is wrong, you can dispute it then.",
    },
  },
  "absence-not-counted": {
    "zh-CN": {
      title: "第 {lessonNumber} 课时缺课，不计课时",
      text: "订单 {enrolmentId} 的第 {lessonNumber} 课时登记为缺课，按合同不消耗课时，费用仍在托管账户内。",
    },
    en: {
      title: "Lesson {lessonNumber} was missed and does not count",
      text: "Lesson {lessonNumber} of order {enrolmentId} is recorded as missed. By the contract it is not consumed; its fee stays in custody.",
    },
  },
  "named-teacher-changed": {
    "zh-CN": {
      title: "任课教师已更换",
      text: "订单 {enrolmentId} 的合同指定了任课教师，机构现已更换。如不同意，您可以以此为由申请退费。",
    },
    en: {
      title: "The teacher has changed",
      text: "The contract of order {enrolmentId} names a teacher, and the institution has replaced that teacher. If you do not agree, this is a ground to ask for a refund.",
    },
  },
  "named-teacher-substituted": {
    "zh-CN": {
      title: "第 {lessonNumber} 课时由其他教师授课",
      text: "订单 {enrolmentId} 的合同指定了任课教师，第 {lessonNumber} 课时改由其他教师授课。如不同意，您可以以此为由申请退费。",
    },
    en: {
      title: "Somebody else teaches lesson {lessonNumber}",
      text: "The contract of order {enrolmentId} names a teacher; somebody else teaches lesson {lessonNumber}. If you do not agree, this is a ground to ask for a refund.",
    },
  },
  ...openingWords,
  ...complaintWords,
  ...refundWords,
  ...collapseWords,
  ...alertWords,
  ...measureWords,
  ...watchWords,
};
