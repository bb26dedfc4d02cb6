import * as custody from "../../../../functions/custody/contracts.ts";
import { getCustodyPosition } from "../../../../functions/custody/get-custody-position.ts";
import { reportInstructionResult } from "../../../../functions/custody/report-instruction-result.ts";
import * as enrolment from "../../../../functions/enrolment/contracts.ts";
import { notifyPayIn } from "../../../../functions/enrolment/notify-pay-in.ts";
import { payOrder } from "../../../../functions/enrolment/pay-order.ts";
import { placeOrder } from "../../../../functions/enrolment/place-order.ts";
import { signContract } from "../../../../functions/enrolment/sign-contract.ts";
import { confirmLesson } from "../../../../functions/lesson/confirm-lesson.ts";
import { confirmLessons } from "../../../../functions/lesson/confirm-lessons.ts";
import * as dispute from "../../../../functions/lesson/dispute-contracts.ts";
import { disputeLesson } from "../../../../functions/lesson/dispute-lesson.ts";
import { resolveDispute } from "../../../../functions/lesson/resolve-dispute.ts";
import { withdrawDispute } from "../../../../functions/lesson/withdraw-dispute.ts";
import * as lesson from "../../../../functions/lesson/contracts.ts";
import { recordAttendance } from "../../../../functions/lesson/record-attendance.ts";
import { requestConfirmation } from "../../../../functions/lesson/request-confirmation.ts";
import * as settlement from "../../../../functions/settlement/contracts.ts";
import { reportReturnResult } from "../../../../functions/settlement/report-return-result.ts";
import { operation } from "../engine/call.ts";

/** What callers call in a story: the product's own contracts and use cases. */
export const operations = {
  placeOrder: operation(enrolment.placeOrder, placeOrder),
  signContract: operation(enrolment.signContract, signContract),
  payOrder: operation(enrolment.payOrder, payOrder),
  notifyPayIn: operation(enrolment.notifyPayIn, notifyPayIn),
  recordAttendance: operation(lesson.recordAttendance, recordAttendance),
  requestConfirmation: operation(lesson.requestConfirmation, requestConfirmation),
  confirmLesson: operation(lesson.confirmLesson, confirmLesson),
  confirmLessons: operation(lesson.confirmLessons, confirmLessons),
  disputeLesson: operation(dispute.disputeLesson, disputeLesson),
  withdrawDispute: operation(dispute.withdrawDispute, withdrawDispute),
  resolveDispute: operation(dispute.resolveDispute, resolveDispute),
  reportInstructionResult: operation(custody.reportInstructionResult, reportInstructionResult),
  reportReturnResult: operation(settlement.reportReturnResult, reportReturnResult),
  getCustodyPosition: operation(custody.getCustodyPosition, getCustodyPosition),
} as const;
