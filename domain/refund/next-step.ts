import * as z from "zod";
import type { NextStep } from "../lesson/next-step.ts";
import type { RefundStatus } from "../shared/refund-words.ts";
import { holdsLessons } from "./hold-money.ts";
import type { RefundState } from "./refund.ts";

/** What a refund waits for: the word by which its workflow goes on. */
export const RefundStep = z.enum([
  "ask-institution",
  "await-authority",
  "instruct",
  "rest",
  "call-a-person",
  "await-bank",
  "await-person",
  "await-payer",
  "close",
]);
export type RefundStep = z.infer<typeof RefundStep>;

/** Whose turn it is, as people see it; nobody's once it is over. */
export const RefundTurn = z.enum(["institution", "authority", "platform", "bank"]);
export type RefundTurn = z.infer<typeof RefundTurn>;

/** So many payments that the bank refuses; after them a person looks. The platform's own default. */
export const MOST_PAYMENTS = 3;

const stepOf: Readonly<Record<Exclude<RefundStatus, "bank-failed">, RefundStep>> = {
  applied: "ask-institution",
  rejected: "await-authority",
  agreed: "instruct",
  deemed: "instruct",
  ordered: "instruct",
  instructed: "await-bank",
  "with-person": "await-person",
  owed: "await-payer",
  overdue: "await-payer",
  paid: "close",
  withdrawn: "close",
  dismissed: "close",
};

/** What happens to a refund next, from wherever it stands: whoever asks, however often, is told the same. */
export function nextStepOf({
  status,
  failedPayments,
}: Pick<RefundState, "status" | "failedPayments">): RefundStep {
  if (status !== "bank-failed") return stepOf[status];
  return failedPayments.length < MOST_PAYMENTS ? "rest" : "call-a-person";
}

const turnOf: Readonly<Record<RefundStep, RefundTurn | undefined>> = {
  "ask-institution": "institution",
  "await-authority": "authority",
  instruct: "platform",
  rest: "platform",
  "call-a-person": "platform",
  "await-bank": "bank",
  "await-person": "authority",
  "await-payer": "institution",
  close: undefined,
};

/** Who has to act, as families, institutions and officers are shown it. */
export const turnOfRefund = (
  refund: Pick<RefundState, "status" | "failedPayments">,
): RefundTurn | undefined => turnOf[nextStepOf(refund)];

/**
 * What moves the fees on that a refund holds, who does it, and by when; nothing once it holds none. What custody does
 * not cover stays held after the bank has paid the rest: the institution owes it.
 */
export function stepOfHeldLessons(
  refund: Pick<RefundState, "status" | "failedPayments" | "shortFen" | "debt" | "deadline">,
): NextStep | undefined {
  if (!holdsLessons(refund)) return undefined;
  const { status, debt, deadline } = refund;
  const by = turnOfRefund(refund) ?? "institution";
  const isUndecided = status === "applied" || status === "rejected";
  if (isUndecided)
    return {
      ...{ step: "decide-refund", by },
      ...(deadline && { expectedAt: deadline.dueAt, provisional: deadline.provisional }),
    };
  const isOwed = by === "institution" && debt !== undefined;
  return { step: "pay-back-family", by, ...(isOwed ? { expectedAt: debt.payBy } : {}) };
}
