import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

const ofRefund = (refundId: string): string => `${PREFIX.refund}#${refundId}`;

/** The keys of refunds, of what lies behind them, and of their payments, and of refunds to all families of an institution; part of `keys`. */
export const refundKeys = {
  refund: (refundId: string): Key => ({ pk: ofRefund(refundId), sk: "HEAD" }),
  /** What was asked, lesson by lesson and line by line; it also lists the refund for the institution. */
  refundTerms: (refundId: string): Key => ({ pk: ofRefund(refundId), sk: "TERMS" }),
  /** Where its workflow waits. */
  refundToken: (refundId: string): Key => ({ pk: ofRefund(refundId), sk: "TOKEN" }),
  refundsOfGuardian: (memberId: string) => `${PREFIX.refundsByGuardian}#${memberId}`,
  refundsOfInstitution: (id: string) => `${PREFIX.refundsByInstitution}#${id}`,
  refundsOfUnit: (unitId: string) => `${PREFIX.refundsByUnit}#${unitId}`,
  /** The refund that a bank's payment belongs to. */
  refundPayment: (instructionId: string): Key => ({
    pk: `${PREFIX.refundPayment}#${instructionId}`,
    sk: "HEAD",
  }),
  /** The refunds of an order lie behind it. */
  refundOfOrder: (enrolmentId: string, refundId: string): Key => ({
    pk: `${PREFIX.enrolment}#${enrolmentId}`,
    sk: `REFUND#${refundId}`,
  }),
  refundsOfOrder: (enrolmentId: string) => ({
    pk: `${PREFIX.enrolment}#${enrolmentId}`,
    beginsWith: "REFUND#",
  }),
  massRefund: (massRefundId: string): Key => ({
    pk: `${PREFIX.massRefund}#${massRefundId}`,
    sk: "HEAD",
  }),
  /** Parts of one count, so that families who are paid at once do not wait for each other. */
  massRefundTally: (massRefundId: string, shard: number): Key => ({
    pk: `${PREFIX.massRefund}#${massRefundId}`,
    sk: `TALLY#${String(shard).padStart(2, "0")}`,
  }),
  massRefundTallies: (massRefundId: string) => ({
    pk: `${PREFIX.massRefund}#${massRefundId}`,
    beginsWith: "TALLY#",
  }),
  /** The lines of one attempt to share; only those of the attempt that the head names count. */
  massRefundLines: (massRefundId: string, planId: string) => ({
    pk: `${PREFIX.massRefund}#${massRefundId}`,
    beginsWith: `LINE#${planId}#`,
  }),
  massRefundLine: (massRefundId: string, planId: string, enrolmentId: string): Key => ({
    pk: `${PREFIX.massRefund}#${massRefundId}`,
    sk: `LINE#${planId}#${enrolmentId}`,
  }),
} as const;
