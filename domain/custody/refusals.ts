import type { RefusalCatalogue, RefuseFrom } from "../shared/refusal-text.ts";
import { refuse } from "../shared/result.ts";

/** What custody refuses, and what it tells people. */
export const custodyRefusals = {
  "custody.move-not-allowed": {
    zh: "资金不能因“{reason}”从“{from}”转到“{to}”。请核对资金流转表后重新提交。",
    en: "Money may not move from {from} to {to} for the reason {reason}. Check the table of allowed moves and send again.",
  },
  "custody.insufficient-money": {
    zh: "状态“{state}”中只有 {availableFen} 分，不足 {amountFen} 分。请核对金额。",
    en: "Only {availableFen} fen are in the state {state}, {amountFen} fen are needed. Check the amount.",
  },
  "custody.pay-in-unknown-reference": {
    zh: "缴费编号 {paymentId} 对应不到任何待缴订单，{amountFen} 分转入待查资金，将按原路退回。",
    en: "Payment {paymentId} belongs to no order that awaits payment: {amountFen} fen go to suspense and return by the original route.",
    rule: "教监管函〔2021〕2号",
  },
  "custody.pay-in-wrong-account": {
    zh: "缴费 {paymentId} 进入账户 {custodyAccountNo}，应进入专用账户 {expectedAccountNo}，转入待查资金并按原路退回。",
    en: "Payment {paymentId} came in on account {custodyAccountNo} instead of the custody account {expectedAccountNo}: it goes to suspense and returns by the original route.",
    rule: "教监管函〔2021〕2号",
  },
  "custody.pay-in-wrong-amount": {
    zh: "缴费 {paymentId} 到账 {amountFen} 分，应缴 {priceFen} 分；须一次足额缴纳。已转入待查资金并按原路退回，请按应缴金额重新缴费。",
    en: "Payment {paymentId} brought {amountFen} fen; {priceFen} fen are due, in one payment. It goes to suspense and returns by the original route: pay the amount due.",
  },
  "custody.pay-in-late": {
    zh: "缴费 {paymentId} 于 {paidAt} 支付，晚于截止时间 {expiresAt}，转入待查资金并按原路退回。请重新下单。",
    en: "Payment {paymentId} was paid at {paidAt}, after its deadline {expiresAt}: it goes to suspense and returns by the original route. Order again.",
  },
  "custody.pay-in-already-paid": {
    zh: "缴费 {paymentId} 已由银行流水 {firstBankSerial} 缴清，本次 {amountFen} 分转入待查资金并按原路退回，无需再缴。",
    en: "Payment {paymentId} is already settled by bank serial {firstBankSerial}: these {amountFen} fen go to suspense and return by the original route. Nothing more is due.",
  },
  "custody.pay-in-order-closed": {
    zh: "缴费 {paymentId} 的订单状态为“{status}”，不再收款，{amountFen} 分转入待查资金并按原路退回。",
    en: "The order of payment {paymentId} is {status} and takes no money: {amountFen} fen go to suspense and return by the original route.",
  },
  "custody.pay-in-list-closed": {
    zh: "余额清单 {paymentId} 状态为“{status}”，不再收款，{amountFen} 分转入待查资金并按原路退回。如仍须转入，请重新提交清单，按新编号缴纳。",
    en: "The list {paymentId} is {status} and takes no money: {amountFen} fen go to suspense and return by the original route. To pay them in, hand the list in anew and pay under its new number.",
  },
  "custody.pay-in-contradicts": {
    zh: "银行流水 {bankSerial} 先前报送 {firstAmountFen} 分，本次报送 {amountFen} 分，前后矛盾，未作记录。请银行核对后以新流水更正。",
    en: "Bank serial {bankSerial} first reported {firstAmountFen} fen and now reports {amountFen} fen. Nothing was recorded: the bank must check it and correct it under a new serial.",
  },
  "custody.pay-in-differs": {
    zh: "银行流水 {bankSerial} 先前报送的缴费编号为 {paymentId}，本次报送的缴费编号或账户不同，未作记录。请银行核对后以新流水更正。",
    en: "Bank serial {bankSerial} was first reported for payment {paymentId}; the payment or the account is another now. Nothing was recorded: the bank must check it and correct it under a new serial.",
  },
  "custody.pay-in-not-held": {
    zh: "银行流水 {bankSerial} 的待查资金状态为“{status}”，只有待查中的资金才能退回。",
    en: "The money of bank serial {bankSerial} is {status}; only money that is held aside can be sent back.",
  },
  "custody.reversal-wrong-amount": {
    zh: "银行流水 {bankSerial} 到账 {paidFen} 分，冲正报送 {amountFen} 分；冲正须为全额，未作记录。请银行核对后重报。",
    en: "Bank serial {bankSerial} brought {paidFen} fen, its reversal reports {amountFen} fen. A pay-in is reversed whole; nothing was recorded: the bank must check and report again.",
  },
  "custody.reversal-contradicts": {
    zh: "银行流水 {bankSerial} 已由流水 {recordedSerial} 冲正，不能再由 {reversalSerial} 冲正。如有差错请联系主管部门人工处理。",
    en: "Bank serial {bankSerial} is already reversed by {recordedSerial} and cannot be reversed by {reversalSerial} as well. If that was a mistake, ask the authority to settle it by hand.",
  },
  "custody.releases-short": {
    zh: "订单 {enrolmentId} 的缴费已被银行冲正，尚缺 {shortFen} 分；补足之前停止拨付，以免动用其他家庭的资金。",
    en: "The bank has reversed the payment of the order {enrolmentId}, which is short of {shortFen} fen: until that is made good nothing of it is released, for it would be other families' money.",
  },
  "custody.order-not-short": {
    zh: "订单 {enrolmentId} 没有待补足的冲正缺口，无须再补。",
    en: "The order {enrolmentId} is short of nothing: there is nothing to make good.",
  },
  "custody.return-wrong-amount": {
    zh: "退回 {returnId} 金额为 {heldFen} 分，银行回报 {reportedFen} 分，两者不符，未入账。请银行核对后重报。",
    en: "The return {returnId} is of {heldFen} fen, the bank reports {reportedFen} fen. Nothing was posted: the bank must check and report again.",
  },
  "custody.return-contradicts": {
    zh: "退回 {returnId} 已回报为“{recorded}”，不能再改为“{reported}”。如有差错请联系主管部门人工处理。",
    en: "The return {returnId} is already reported as {recorded} and cannot become {reported}. If that was a mistake, ask the authority to settle it by hand.",
  },
  "custody.lesson-not-earned": {
    zh: "第 {lessonNumber} 课时状态为“{status}”，只有家长已确认（或到期视为确认）的课时才能拨付。",
    en: "Lesson {lessonNumber} is {status}; only a lesson that the family confirmed, or is deemed to have confirmed, can be released.",
    rule: "一课一消：教监管函〔2021〕2号",
  },
  "custody.undo-not-over": {
    zh: "第 {lessonNumber} 课时的家长在 {undoUntil} 之前可以撤销确认，届时才能拨付。",
    en: "The family may take its confirmation of lesson {lessonNumber} back until {undoUntil}; it can be released from then on.",
  },
  "custody.releases-held": {
    zh: "机构收款账户变更，{heldUntil} 之前暂停拨付。请到期后再试。",
    en: "The institution's payout account changed: releases are held until {heldUntil}. Try again then.",
  },
  "custody.releases-frozen": {
    zh: "机构已于 {frozenSince} 被冻结，停止拨付；解除冻结后自动恢复，无须重新申请。",
    en: "The institution has been frozen since {frozenSince}: nothing is released. What is held goes on by itself when the freeze is lifted.",
  },
  "custody.releases-stopped": {
    zh: "主管部门已暂停该机构的拨付（措施 {measureId}）；措施解除后自动恢复，无须重新申请。",
    en: "The authority has stopped the institution's releases (measure {measureId}). What is held goes on by itself when the measure is lifted.",
  },
  "custody.result-wrong-amount": {
    zh: "指令 {instructionId} 金额为 {instructedFen} 分，银行回报 {reportedFen} 分，两者不符，未入账。请银行核对后重报。",
    en: "Instruction {instructionId} is for {instructedFen} fen, the bank reports {reportedFen} fen. Nothing was posted: the bank must check and report again.",
  },
  "custody.result-contradicts": {
    zh: "指令 {instructionId} 已回报为“{recorded}”，不能再改为“{reported}”。如有差错请联系主管部门人工处理。",
    en: "Instruction {instructionId} is already reported as {recorded} and cannot become {reported}. If that was a mistake, ask the authority to settle it by hand.",
  },
} as const satisfies RefusalCatalogue;

export const refuseCustody: RefuseFrom<typeof custodyRefusals> = refuse;
