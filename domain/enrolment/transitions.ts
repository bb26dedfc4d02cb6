import * as z from "zod";
import type { Lifecycle } from "../shared/lifecycle.ts";

export const EnrolmentStatus = z.enum([
  /** Sold before the institution joined; what is untaught of it is not yet in custody. 待转入 */
  "awaiting-deposit",
  /** Ordered; the contract is not signed. 草稿 */
  "draft",
  /** Signed; the money is not in custody. 已签约 */
  "signed",
  /** All of the price is in custody; no lesson has been held. 已缴费 */
  "paid",
  /** Lessons are being held. 履行中 */
  "active",
  /** Every fen has reached its end. 已完成 */
  "completed",
  /** Ended before its time. 已终止 */
  "terminated",
]);
export type EnrolmentStatus = z.infer<typeof EnrolmentStatus>;

export const EnrolmentAction = z.enum([
  "deposit-unbegun",
  "deposit-begun",
  "sign-contract",
  "request-payment",
  "receive-payment",
  "hold-lesson",
  "settle-last-fen",
  "terminate",
]);
export type EnrolmentAction = z.infer<typeof EnrolmentAction>;

/**
 * The life of an order: draft → signed → paid → active → completed or terminated.
 * The first lesson held makes it active, which decides what a refund is "before start". What was sold before
 * the institution joined awaits its deposit instead, and is active at once where lessons have been taught.
 */
export const enrolmentTransitions: Lifecycle<EnrolmentStatus, EnrolmentAction> = {
  "awaiting-deposit": {
    "deposit-unbegun": "paid",
    "deposit-begun": "active",
    terminate: "terminated",
  },
  draft: { "sign-contract": "signed", terminate: "terminated" },
  signed: { "request-payment": "signed", "receive-payment": "paid", terminate: "terminated" },
  paid: { "hold-lesson": "active", terminate: "terminated" },
  active: { "hold-lesson": "active", "settle-last-fen": "completed", terminate: "terminated" },
  completed: {},
  // What the institution earned before the end is still paid out.
  terminated: { "settle-last-fen": "terminated" },
};
