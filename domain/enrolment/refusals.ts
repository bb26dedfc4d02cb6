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
  "enrolment.change-same-class": {
    zh: "订单本来就在班级 {classId}。请选择另一个班级。",
    en: "The order is for the class {classId} already. Choose another one.",
  },
  "enrolment.change-other-institution": {
    zh: "班级不属于机构 {institutionId}。转班只在同一机构内进行，资金不离开其托管账户；转到别的机构请先退费再报名。",
    en: "The class is not of the institution {institutionId}. A change of class stays within one institution and its custody account; for another one ask for a refund and order there.",
  },
  "enrolment.change-other-account": {
    zh: "本订单的费用存放在托管账户 {custodyAccountNo}，与机构现用账户不同，不能转班。请申请退费后重新报名。",
    en: "The money of this order lies in the custody account {custodyAccountNo}, which is not the institution's present one. Ask for a refund and order anew.",
  },
  "enrolment.change-not-paid": {
    zh: "订单状态为“{status}”，只有已缴费且未结束的订单可以转班。",
    en: "The order is {status}; only an order that is paid and has not ended can change its class.",
  },
  "enrolment.refund-under-way": {
    zh: "第 {lessonNumber} 课时正在退费，退费结束或撤回后才能转班。",
    en: "Lesson {lessonNumber} is in a refund; the class can be changed when that is over or withdrawn.",
  },
  "enrolment.complaint-under-way": {
    zh: "关于本订单的投诉 {complaintId} 正在处理，处理结果可能涉及退费。请待其办结或撤回后再转班。",
    en: "The complaint {complaintId} about this order is open, and may end in a refund. Change the class when it is concluded or withdrawn.",
  },
  "enrolment.lesson-not-free": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，只有尚未上或待补的课时可以转班。请去掉该课时。",
    en: "Lesson {lessonNumber} is {status}; only lessons still to be held, or to be made up, can move. Leave it out.",
  },
  "enrolment.no-free-lesson": {
    zh: "订单（状态“{status}”）没有可以转出的课时。",
    en: "The order ({status}) has no lesson left that could move.",
  },
  "enrolment.change-too-dear": {
    zh: "所转课时共 {amountFen} 分，不足新班一个课时的 {unitFen} 分，还差 {lackingFen} 分。请多选课时，或申请退费后另行报名。",
    en: "The lessons are worth {amountFen} fen; one lesson of the other class costs {unitFen} fen, {lackingFen} fen more. Name more lessons, or ask for a refund and order anew.",
  },
  "enrolment.change-leaves-rest": {
    zh: "所转课时共 {amountFen} 分，按新班每课时 {unitFen} 分（该班共 {classLessonCount} 课时）可换 {lessonCount} 课时，余 {restFen} 分（再换一课时差 {lackingFen} 分）。请选择恰好换完的课时，其余留在原订单或申请退费。",
    en: "The lessons are worth {amountFen} fen. At {unitFen} fen they buy {lessonCount} lessons of that class, which has {classLessonCount}, and leave {restFen} fen; one lesson more lacks {lackingFen} fen. Name lessons that come out even; the others stay, or go back by a refund.",
  },
  "enrolment.change-quote-not-yours": {
    zh: "转班测算已被改动，或不是给您的、不是本订单的。请重新测算。",
    en: "The quote of the change was altered, or is not yours, or of another order. Ask for a new one.",
  },
  "enrolment.change-outdated": {
    zh: "测算后情况有变：当时 {quotedFen} 分换 {quotedLessonCount} 课时（条款摘要 {quotedHash}），现在 {amountFen} 分换 {lessonCount} 课时（条款摘要 {termsHash}）。未作任何变更，请重新测算并核对条款。",
    en: "Something has changed since the quote: it was {quotedLessonCount} lessons for {quotedFen} fen (terms {quotedHash}), now it is {lessonCount} lessons for {amountFen} fen (terms {termsHash}). Nothing was done; ask for a new quote and check its terms.",
    rule: "中小学生校外培训服务合同（示范文本）GF-2021-2604",
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
