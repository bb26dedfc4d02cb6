import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

const NON_SUBJECT_OPINION = "十三部门关于规范面向中小学生的非学科类校外培训的意见 (2022-12-29)";

/** What orders, contracts and payments refuse, and what they tell people. */
export const enrolmentRefusals = {
  "enrolment.class-begun": {
    zh: "本班已于 {startsAt} 开课，不能再下单。请选择尚未开课的班级。",
    en: "The class began at {startsAt} and takes no more orders. Choose a class that has not begun.",
  },
  "enrolment.too-many-lessons": {
    zh: "该学生在本机构同一科目尚有 {unconsumedLessonCount} 课时未消，加上本次 {lessonCount} 课时超过 {maxLessonCount} 课时上限。请待已购课时消课后再下单。",
    en: "The pupil has {unconsumedLessonCount} unconsumed lessons of this subject here; {lessonCount} more exceed the limit of {maxLessonCount}. Order again when lessons have been used.",
    rule: NON_SUBJECT_OPINION,
  },
  "enrolment.amount-too-high": {
    zh: "本次 {amountFen} 分，加上 {windowHours} 小时内同机构同科目订单 {recentFen} 分，超过一次收费 {maxAmountFen} 分的上限。请减少金额或稍后再下单。",
    en: "This order of {amountFen} fen and {recentFen} fen ordered here for the subject within {windowHours} hours exceed the limit of {maxAmountFen} fen for one charge. Order less, or later.",
    rule: NON_SUBJECT_OPINION,
  },
  "enrolment.not-awaiting-signature": {
    zh: "订单状态为“{status}”，只有草稿状态可以签约。",
    en: "The order is {status}; only a draft can be signed.",
  },
  "enrolment.terms-differ": {
    zh: "提交的合同条款摘要 {signedHash} 与订单条款摘要 {termsHash} 不一致。请重新打开合同核对后再签。",
    en: "The signed terms have the hash {signedHash}, the order's terms {termsHash}. Open the contract again, check it, and sign that.",
    rule: "中小学生校外培训服务合同（示范文本）GF-2021-2604",
  },
  "enrolment.not-signed": {
    zh: "订单状态为“{status}”，签约后、缴费前才能发起缴费。",
    en: "The order is {status}; payment can be requested once it is signed and until it is paid.",
  },
  "enrolment.payment-already-requested": {
    zh: "本订单已有缴费编号 {paymentId}，{expiresAt} 前有效。请按该编号缴费，不要重复发起。",
    en: "This order already has the payment {paymentId}, open until {expiresAt}. Pay that one; do not request another.",
  },
  "enrolment.payment-expired": {
    zh: "订单 {enrolmentId} 的缴费已于 {expiresAt} 截止，不能再缴。请重新下单。",
    en: "The order {enrolmentId} could be paid until {expiresAt}. Order again.",
  },
  "enrolment.not-unpaid": {
    zh: "订单状态为“{status}”，只有未缴费的订单会因逾期失效。",
    en: "The order is {status}; only an unpaid order lapses.",
  },
  "enrolment.payment-time-not-over": {
    zh: "订单 {enrolmentId} 的缴费时间未结束，{lapsesAt} 起才会失效。",
    en: "The order {enrolmentId} may still be paid; it lapses at {lapsesAt}.",
  },
  "enrolment.no-custody-account": {
    zh: "机构 {institutionId} 尚未绑定托管账户，入驻前已收的费用无处转入。请先由主管部门绑定托管账户，再提交清单。",
    en: "The institution {institutionId} has no custody account into which earlier fees could go. Have the authority bind one, then hand the list in.",
    rule: "教监管函〔2021〕2号",
  },
  "enrolment.deposit-not-awaited": {
    zh: "清单 {jobId} 的转入状态为“{status}”，只有待转入的清单可以撤回。已到账的余额如有差错，请通过退费或向主管部门反映处理。",
    en: "The deposit of list {jobId} is {status}; only a list whose deposit is awaited can be withdrawn. If a balance that was paid in is wrong, use a refund or turn to the authority.",
  },
  "enrolment.deposit-time-not-over": {
    zh: "清单 {jobId} 的转入时间未结束，{lapsesAt} 起才会失效。",
    en: "The deposit of list {jobId} may still be made; the list lapses at {lapsesAt}.",
  },
  "enrolment.bank-unavailable": {
    zh: "银行 {bankId} 暂时没有应答，没有扣款。请稍后以相同的 Idempotency-Key 重试。",
    en: "The bank {bankId} does not answer now; nothing was charged. Try again shortly with the same Idempotency-Key.",
  },
  "enrolment.bank-refused": {
    zh: "银行 {bankId} 拒绝为缴费 {paymentId} 开单（{reason}），没有扣款。请联系机构核对托管账户。",
    en: "The bank {bankId} refused to open the payment {paymentId} ({reason}); nothing was charged. Ask the institution to check its custody account.",
  },
} as const satisfies RefusalCatalogue;

export const refuseEnrolment: RefuseFrom<typeof enrolmentRefusals> = refuse;
