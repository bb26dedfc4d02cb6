import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

/** What refunds refuse, and what they tell people. */
export const refundRefusals = {
  "refund.already-begun": {
    zh: "课程已于 {startsAt} 开始，不再适用开课前全额退费。请改按其他事由申请。",
    en: "The course began at {startsAt}: a refund of all before the start is no longer open. Ask on another ground.",
  },
  "refund.window-over": {
    zh: "合同约定的退费期已于 {endedAt} 届满（或合同未约定）。请改按其他事由申请。",
    en: "The contract's own time for a full refund ended at {endedAt}, or it has none. Ask on another ground.",
  },
  "refund.cooling-off-over": {
    zh: "付款后 {days} 日内可无理由退款，已于 {endedAt} 届满。请改按其他事由申请。",
    en: "For {days} days after payment no reason is needed; they ended at {endedAt}. Ask on another ground.",
    rule: "最高人民法院 法释〔2025〕4号 (2025-05-01) 第十四条",
  },
  "refund.same-service-before": {
    zh: "订立合同时已获得过相同服务的，不适用付款后 {days} 日内无理由退款。请改按其他事由申请。",
    en: "Who had the same service before the contract cannot withdraw within {days} days without a reason. Ask on another ground.",
    rule: "最高人民法院 法释〔2025〕4号 (2025-05-01) 第十四条",
  },
  "refund.terminated-on-impossible": {
    zh: "合同终止日期 {terminatedOn} 应在付款日 {paidOn} 与今天 {today} 之间。",
    en: "The contract cannot have ended on {terminatedOn}: it was paid on {paidOn}, and today is {today}.",
  },
  "refund.lesson-not-refundable": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，不能退费：已请求确认或已确认的课时不退，有争议的课时待处理后再申请。请调整课时。",
    en: "Lesson {lessonNumber} is {status} and cannot be given back: its fee was asked for, is confirmed, disputed or already given back. Choose other lessons.",
  },
  "refund.nothing-to-refund": {
    zh: "订单没有可退的金额：{lessonCount} 个可退课时，合计 {amountFen} 分，应扣 {deductedFen} 分。",
    en: "Nothing can be refunded: {lessonCount} lessons can be given back, worth {amountFen} fen, from which {deductedFen} fen are deducted.",
  },
  "refund.quote-expired": {
    zh: "退费测算有效至 {validUntil}，已失效。请重新测算。",
    en: "The quote was valid until {validUntil}. Ask for another.",
  },
  "refund.quote-not-yours": {
    zh: "退费测算无法核验：内容被改动，或并非出具给您。请重新测算。",
    en: "The quote cannot be believed: it was altered, or given to somebody else. Ask for another.",
  },
  "refund.quote-outdated": {
    zh: "测算为 {quotedFen} 分，现为 {presentFen} 分：测算之后课时或退费有变化。请重新测算。",
    en: "The quote says {quotedFen} fen, it would be {presentFen} fen now: lessons or refunds have changed since. Ask for another.",
  },
  "refund.balance-not-known": {
    zh: "银行在 {frozenSince} 冻结之后尚未报送机构 {institutionId} 的托管余额，无法核定集中退费。请先请银行报送余额。",
    en: "The bank has not told the balance of the institution {institutionId} since it was frozen at {frozenSince}: what there is to share is not known. Have the bank push the balance first.",
  },
  "refund.balance-under-way": {
    zh: "银行于 {asOf} 报送的余额与账面不符，可能有在途款项。请待在途款项到达后由银行再次报送余额。",
    en: "The balance that the bank told as of {asOf} differs from the books by money that may be under way. Wait until it has arrived and the bank tells the balance again.",
  },
  "refund.nothing-to-share": {
    zh: "集中退费 {massRefundId} 已办结，此后没有新的未上课金额在托管账户，无须再次集中退费。",
    en: "The mass refund {massRefundId} has ended, and no money for lessons not held has come free in custody since: there is nothing to share again.",
  },
  "refund.mass-refund-ordered": {
    zh: "该机构正在集中退费（{massRefundId}），您的订单已包括在内，无须另行申请；办结前不受理单独退费。",
    en: "All families of this institution are being paid back ({massRefundId}), yours among them: you need not ask. Single refunds are taken again when that is over.",
    rule: "民办教育促进法 第五十九条",
  },
  "refund.not-awaiting-answer": {
    zh: "退费状态为“{status}”，机构只能答复待答复的申请。",
    en: "The refund is {status}; the institution answers only a request that awaits its answer.",
  },
  "refund.answer-too-late": {
    zh: "机构的答复期限已于 {dueAt} 届满，未答复视为同意退费，不能再作答复。",
    en: "The institution's time to answer ended at {dueAt}: its silence is consent, and it cannot answer any more.",
  },
  "refund.silence-not-over": {
    zh: "机构的答复期限（{dueAt}）未到，或其日期尚待放假安排公布，不能视为同意。",
    en: "The institution's time to answer runs until {dueAt}, or its day awaits the official calendar: silence is no consent yet.",
  },
  "refund.not-withdrawable": {
    zh: "退费状态为“{status}”，指令银行后不能撤回。",
    en: "The refund is {status}; it can be withdrawn until the bank is instructed.",
  },
  "refund.not-rejected": {
    zh: "退费状态为“{status}”，只有机构拒绝的申请才由主管部门裁决。",
    en: "The refund is {status}; the authority decides only what the institution has rejected.",
  },
  "refund.lesson-not-in-refund": {
    zh: "第 {lessonNumber} 课时不在本次退费申请内，裁决只能就申请的课时作出。",
    en: "Lesson {lessonNumber} is not part of this refund; only lessons that were asked back can be ordered back.",
  },
  "refund.not-payable": {
    zh: "退费状态为“{status}”，现在不能指令付款。",
    en: "The refund is {status}; no payment can be instructed now.",
  },
  "refund.payment-unanswered": {
    zh: "付款指令 {instructionId} 尚无银行答复，银行可能已付款，不能改付其他账户。请先与银行核实。",
    en: "The bank has not answered the instruction {instructionId} and may have paid: no other account can be named. Ask the bank first.",
  },
  "refund.not-with-person": {
    zh: "退费状态为“{status}”，只有已转人工处理的付款才由经办人员再次指令。",
    en: "The refund is {status}; an officer has the bank told again only where the payment waits for a person.",
  },
  "refund.no-way-back": {
    zh: "订单 {enrolmentId} 没有经平台收取的付款，无法按原支付路径退款（{amountFen} 分），须由经办人员处理。",
    en: "The order {enrolmentId} has no payment through the platform, and so no way on which {amountFen} fen could go back: an officer has to see to it.",
  },
  "refund.payment-reversed": {
    zh: "银行已将订单 {enrolmentId} 的缴费冲正，家长已收回款项；再退 {amountFen} 分将重复支付，须由主管部门核实处理。",
    en: "The bank has reversed the payment of the order {enrolmentId}: the payer has it back, and {amountFen} fen more would be paid twice. The authority has to look into it.",
  },
  "refund.no-custody-money": {
    zh: "本次退费不经托管账户（托管部分 {custodyFen} 分），由机构直接支付。",
    en: "This refund does not come out of custody ({custodyFen} fen of it do): the institution pays it itself.",
  },
  "refund.result-wrong-amount": {
    zh: "退费指令 {instructionId} 为 {instructedFen} 分，银行回报 {reportedFen} 分，未入账，已转人工处理。",
    en: "The refund instruction {instructionId} is of {instructedFen} fen, the bank reports {reportedFen} fen. Nothing was posted; a person has to settle it.",
  },
  "refund.result-contradicts": {
    zh: "退费指令 {instructionId} 已回报为“{recorded}”，不能再改为“{reported}”。如有差错请联系主管部门人工处理。",
    en: "The refund instruction {instructionId} is already reported as {recorded} and cannot become {reported}. If that was a mistake, ask the authority to settle it by hand.",
  },
  "refund.unknown-instruction": {
    zh: "指令 {instructionId} 不属于退费 {refundId}，未作记录。",
    en: "The instruction {instructionId} is none of the refund {refundId}. Nothing was recorded.",
  },
  "refund.nothing-owed": {
    zh: "机构对退费 {refundId} 没有待付的款项。",
    en: "The institution owes nothing for the refund {refundId}.",
  },
  "refund.debt-not-due": {
    zh: "机构应在 {payBy} 之前支付，期限未到。",
    en: "The institution may pay until {payBy}; it is not overdue.",
  },
} as const satisfies RefusalCatalogue;

export const refuseRefund: RefuseFrom<typeof refundRefusals> = refuse;
