import * as custody from "../../../../functions/custody/contracts.ts";
import { getCustodyPosition } from "../../../../functions/custody/get-custody-position.ts";
import { reportInstructionResult } from "../../../../functions/custody/report-instruction-result.ts";
import * as enrolment from "../../../../functions/enrolment/contracts.ts";
import { notifyPayIn } from "../../../../functions/enrolment/notify-pay-in.ts";
import { payOrder } from "../../../../functions/enrolment/pay-order.ts";
import { changeClass } from "../../../../functions/enrolment/change-class.ts";
import * as classChange from "../../../../functions/enrolment/change-contracts.ts";
import { quoteClassChange } from "../../../../functions/enrolment/quote-class-change.ts";
import { placeOrder } from "../../../../functions/enrolment/place-order.ts";
import { signContract } from "../../../../functions/enrolment/sign-contract.ts";
import * as freeze from "../../../../functions/institution/freeze-contracts.ts";
import { freezeInstitution } from "../../../../functions/institution/freeze-institution.ts";
import { liftFreeze } from "../../../../functions/institution/lift-freeze.ts";
import * as measure from "../../../../functions/measure/contracts.ts";
import { liftMeasure } from "../../../../functions/measure/lift-measure.ts";
import * as measureSteps from "../../../../functions/measure/step-contracts.ts";
import { stopRelease } from "../../../../functions/measure/stop-release.ts";
import { stopSale } from "../../../../functions/measure/stop-sale.ts";
import { confirmLesson } from "../../../../functions/lesson/confirm-lesson.ts";
import { confirmLessons } from "../../../../functions/lesson/confirm-lessons.ts";
import * as dispute from "../../../../functions/lesson/dispute-contracts.ts";
import { disputeLesson } from "../../../../functions/lesson/dispute-lesson.ts";
import { resolveDispute } from "../../../../functions/lesson/resolve-dispute.ts";
import { withdrawDispute } from "../../../../functions/lesson/withdraw-dispute.ts";
import * as lesson from "../../../../functions/lesson/contracts.ts";
import { recordAttendance } from "../../../../functions/lesson/record-attendance.ts";
import { requestConfirmation } from "../../../../functions/lesson/request-confirmation.ts";
import { requestLeave } from "../../../../functions/lesson/request-leave.ts";
import * as notice from "../../../../functions/notice/contracts.ts";
import { putNoticePreferences } from "../../../../functions/notice/put-notice-preferences.ts";
import * as proposal from "../../../../functions/proposal/contracts.ts";
import { decideProposal } from "../../../../functions/proposal/decide-proposal.ts";
import * as reference from "../../../../functions/reference/contracts.ts";
import { putCalendar } from "../../../../functions/reference/put-calendar.ts";
import { undoConfirmation } from "../../../../functions/lesson/undo-confirmation.ts";
import * as refund from "../../../../functions/refund/contracts.ts";
import * as refundBank from "../../../../functions/refund/bank-contracts.ts";
import * as massRefund from "../../../../functions/refund/mass-refund-contracts.ts";
import * as refundParties from "../../../../functions/refund/party-contracts.ts";
import { arbitrateRefund } from "../../../../functions/refund/arbitrate-refund.ts";
import { confirmRefundReceipt } from "../../../../functions/refund/confirm-refund-receipt.ts";
import { decideRefund } from "../../../../functions/refund/decide-refund.ts";
import { quoteRefund } from "../../../../functions/refund/quote-refund.ts";
import { reportRefundResult } from "../../../../functions/refund/report-refund-result.ts";
import { requestRefund } from "../../../../functions/refund/request-refund.ts";
import { retryRefundPayment } from "../../../../functions/refund/retry-refund-payment.ts";
import { startMassRefund } from "../../../../functions/refund/start-mass-refund.ts";
import { withdrawRefund } from "../../../../functions/refund/withdraw-refund.ts";
import * as settlement from "../../../../functions/settlement/contracts.ts";
import { listTasks } from "../../../../functions/settlement/list-tasks.ts";
import { pushBalance } from "../../../../functions/settlement/push-balance.ts";
import { resolveTask } from "../../../../functions/settlement/resolve-task.ts";
import { reportPayInReversal } from "../../../../functions/settlement/report-pay-in-reversal.ts";
import { reportReturnResult } from "../../../../functions/settlement/report-return-result.ts";
import { operation } from "../engine/call.ts";

/** What callers call in a story: the product's own contracts and use cases. */
export const operations = {
  placeOrder: operation(enrolment.placeOrder, placeOrder),
  signContract: operation(enrolment.signContract, signContract),
  quoteClassChange: operation(classChange.quoteClassChange, quoteClassChange),
  changeClass: operation(classChange.changeClass, changeClass),
  payOrder: operation(enrolment.payOrder, payOrder),
  notifyPayIn: operation(enrolment.notifyPayIn, notifyPayIn),
  recordAttendance: operation(lesson.recordAttendance, recordAttendance),
  requestConfirmation: operation(lesson.requestConfirmation, requestConfirmation),
  requestLeave: operation(lesson.requestLeave, requestLeave),
  confirmLesson: operation(lesson.confirmLesson, confirmLesson),
  undoConfirmation: operation(lesson.undoConfirmation, undoConfirmation),
  confirmLessons: operation(lesson.confirmLessons, confirmLessons),
  disputeLesson: operation(dispute.disputeLesson, disputeLesson),
  withdrawDispute: operation(dispute.withdrawDispute, withdrawDispute),
  resolveDispute: operation(dispute.resolveDispute, resolveDispute),
  quoteRefund: operation(refund.quoteRefund, quoteRefund),
  requestRefund: operation(refund.requestRefund, requestRefund),
  withdrawRefund: operation(refund.withdrawRefund, withdrawRefund),
  confirmRefundReceipt: operation(refund.confirmRefundReceipt, confirmRefundReceipt),
  decideRefund: operation(refundParties.decideRefund, decideRefund),
  arbitrateRefund: operation(refundParties.arbitrateRefund, arbitrateRefund),
  retryRefundPayment: operation(refundParties.retryRefundPayment, retryRefundPayment),
  reportRefundResult: operation(refundBank.reportRefundResult, reportRefundResult),
  freezeInstitution: operation(freeze.freezeInstitution, freezeInstitution),
  liftFreeze: operation(freeze.liftFreeze, liftFreeze),
  stopRelease: operation(measure.stopRelease, stopRelease),
  stopSale: operation(measure.stopSale, stopSale),
  liftMeasure: operation(measureSteps.liftMeasure, liftMeasure),
  startMassRefund: operation(massRefund.startMassRefund, startMassRefund),
  reportInstructionResult: operation(custody.reportInstructionResult, reportInstructionResult),
  reportReturnResult: operation(settlement.reportReturnResult, reportReturnResult),
  reportPayInReversal: operation(settlement.reportPayInReversal, reportPayInReversal),
  pushBalance: operation(settlement.pushBalance, pushBalance),
  listTasks: operation(settlement.listTasks, listTasks),
  resolveTask: operation(settlement.resolveTask, resolveTask),
  putNoticePreferences: operation(notice.putNoticePreferences, putNoticePreferences),
  putCalendar: operation(reference.putCalendar, putCalendar),
  decideProposal: operation(proposal.decideProposal, decideProposal),
  getCustodyPosition: operation(custody.getCustodyPosition, getCustodyPosition),
} as const;
