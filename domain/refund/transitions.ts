import * as z from "zod";
import type { Lifecycle } from "../shared/lifecycle.ts";
import type { RefundStatus } from "../shared/refund-words.ts";

export const RefundAction = z.enum([
  "agree",
  "deem",
  "reject",
  "withdraw",
  "order",
  "dismiss",
  "instruct",
  "report-executed",
  "report-rejected",
  "hand-over",
  "await-institution",
  "pass-deadline",
  "settle-debt",
]);
export type RefundAction = z.infer<typeof RefundAction>;

/** What is open to a refund that stands, whoever has said so. */
const payable = {
  withdraw: "withdrawn",
  instruct: "instructed",
  "await-institution": "owed",
  // Where nobody knows by which way it could be paid.
  "hand-over": "with-person",
  // Where all of it is the institution's, which pays before it is asked to.
  "settle-debt": "paid",
} as const;

/**
 * The life of a refund. The family may withdraw until somebody is told to pay. A payment without an answer stays
 * instructed, for the bank may have paid; only one that the bank has definitely not made is made anew.
 */
export const refundTransitions: Lifecycle<RefundStatus, RefundAction> = {
  applied: { agree: "agreed", deem: "deemed", reject: "rejected", withdraw: "withdrawn" },
  agreed: payable,
  deemed: payable,
  ordered: payable,
  rejected: { withdraw: "withdrawn", order: "ordered", dismiss: "dismissed" },
  instructed: {
    "report-executed": "paid",
    "report-rejected": "bank-failed",
    "hand-over": "with-person",
  },
  "bank-failed": { instruct: "instructed", "hand-over": "with-person" },
  // A late answer of the bank still counts, and so does another try that the person orders.
  "with-person": {
    "report-executed": "paid",
    "report-rejected": "bank-failed",
    instruct: "instructed",
  },
  owed: { "settle-debt": "paid", "pass-deadline": "overdue" },
  overdue: { "settle-debt": "paid" },
  paid: {},
  withdrawn: {},
  dismissed: {},
};
