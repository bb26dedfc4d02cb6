import * as z from "zod";
import { PayInSuspended } from "../../events/custody.ts";
import type { DomainEvent } from "../../events/define.ts";
import type { EnrolmentState } from "../enrolment/enrolment.ts";
import { BankId, EnrolmentId, InstitutionId, MemberId, ReturnId, UnitId } from "../shared/ids.ts";
import { Fen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { SuspenseReason } from "../shared/suspense-reason.ts";
import { EpochMs, toRfc3339 } from "../shared/time.ts";
import { RecordedReversal } from "./recorded-reversal.ts";
import { refuseCustody } from "./refusals.ts";

/** Money that came in, as the bank reports it. */
export const PayIn = z.object({
  bankId: BankId,
  /** The bank's own number of the transaction, unique within the bank. */
  bankSerial: z.string().min(1).max(64),
  /** The reference that the payer gave; it may be none of ours. */
  paymentId: z.string().max(64),
  custodyAccountNo: z.string().min(1).max(40),
  amountFen: Fen,
  paidAt: EpochMs,
});
export type PayIn = z.infer<typeof PayIn>;

export const SuspenseStatus = z.enum([
  /** In custody, belonging to no order. 待查 */
  "held",
  /** The bank is to pay it back by its original route. 退回中 */
  "returning",
  /** Back with the payer. 已退回 */
  "returned",
  /** The bank has taken it back itself. 已冲正 */
  "reversed",
]);
export type SuspenseStatus = z.infer<typeof SuspenseStatus>;

const RefusedReturn = z.object({
  returnId: ReturnId,
  refusedCode: z.string().max(100),
  answeredAt: EpochMs,
});

/** `reversed`: its reversal came before its notice, so that it never was for anything. */
export const AsideReason = z.enum([...SuspenseReason.options, "reversed"]);
export type AsideReason = z.infer<typeof AsideReason>;

/** Money held aside, keyed by bank and serial so that a repeated notice finds it there. */
export const SuspendedPayIn = PayIn.extend({
  status: SuspenseStatus,
  reason: AsideReason,
  /** The order that the payer meant, and whose it is. */
  enrolmentId: EnrolmentId.optional(),
  guardianId: MemberId.optional(),
  /** Whose account it came in on, where that is one of ours. */
  institutionId: InstitutionId.optional(),
  countyUnitId: UnitId.optional(),
  suspendedAt: EpochMs,
  /** The return that was last asked for, and what the bank said to it. */
  returnId: ReturnId.optional(),
  returnInstructedAt: EpochMs.optional(),
  answeredAt: EpochMs.optional(),
  returnSerial: z.string().max(64).optional(),
  refusedCode: z.string().max(100).optional(),
  /** The returns before, all refused: a bank that says so once more is answered as it was then. */
  formerReturns: z.array(RefusedReturn).optional(),
  reversal: RecordedReversal.optional(),
});
export type SuspendedPayIn = z.infer<typeof SuspendedPayIn>;

export type SuspenseRefusal = `custody.pay-in-${SuspenseReason}`;
export type PayInRefusal = SuspenseRefusal | "custody.pay-in-contradicts";

/** The reason under which each refused pay-in is held aside. */
const reasonOf: Readonly<Record<SuspenseRefusal, SuspenseReason>> = {
  "custody.pay-in-unknown-reference": "unknown-reference",
  "custody.pay-in-wrong-account": "wrong-account",
  "custody.pay-in-wrong-amount": "wrong-amount",
  "custody.pay-in-late": "late",
  "custody.pay-in-already-paid": "already-paid",
  "custody.pay-in-order-closed": "order-closed",
  "custody.pay-in-list-closed": "list-closed",
};

/**
 * Decides whether money that came in pays an order. It does so only whole, in time, on the right account
 * and under the right reference: never a silent seat. A second notice of the same transaction is no
 * second payment.
 * @param enrolment the order that the reference leads to, if any
 */
export function classifyPayIn(
  enrolment: EnrolmentState | undefined,
  payIn: PayIn,
): Result<"matched" | "repeated", PayInRefusal> {
  const { paymentId, amountFen, bankSerial, custodyAccountNo, paidAt } = payIn;
  const payment = enrolment?.payment;
  if (enrolment === undefined || payment?.paymentId !== paymentId)
    return refuseCustody("custody.pay-in-unknown-reference", { paymentId, amountFen });
  const { status, priceFen } = enrolment;
  if (payment.bankSerial === bankSerial)
    return amountFen === priceFen
      ? ok("repeated")
      : refuseCustody("custody.pay-in-contradicts", {
          bankSerial,
          firstAmountFen: priceFen,
          amountFen,
        });
  if (payment.bankSerial !== undefined)
    return refuseCustody("custody.pay-in-already-paid", {
      paymentId,
      firstBankSerial: payment.bankSerial,
      amountFen,
    });
  if (status !== "signed")
    return refuseCustody("custody.pay-in-order-closed", { paymentId, status, amountFen });
  if (custodyAccountNo !== payment.custodyAccountNo)
    return refuseCustody("custody.pay-in-wrong-account", {
      paymentId,
      custodyAccountNo,
      expectedAccountNo: payment.custodyAccountNo,
    });
  if (amountFen !== priceFen)
    return refuseCustody("custody.pay-in-wrong-amount", { paymentId, amountFen, priceFen });
  // The family's act counts, not the bank's notice, which may take its time.
  if (paidAt > payment.expiresAt)
    return refuseCustody("custody.pay-in-late", {
      paymentId,
      paidAt: toRfc3339(paidAt),
      expiresAt: toRfc3339(payment.expiresAt),
    });
  return ok("matched");
}

/** Whether a refused pay-in is held aside; a contradicting notice is no money, so it is not. */
export const isSuspense = (code: PayInRefusal): code is SuspenseRefusal => code in reasonOf;

/** The institution whose custody account money came in on. */
export type AccountHolder = Pick<EnrolmentState, "institutionId" | "countyUnitId">;

/**
 * Holds money aside under the reason for which it paid no order.
 * @param holder whose account it is; where it is nobody's, the order's own institution
 */
export function suspendPayIn(
  payIn: PayIn,
  refusal: SuspenseRefusal,
  enrolment: EnrolmentState | undefined,
  at: EpochMs,
  holder?: AccountHolder,
): { readonly suspended: SuspendedPayIn; readonly event: DomainEvent } {
  const reason = reasonOf[refusal];
  const owner = ownerOf(enrolment, holder);
  return {
    suspended: { ...payIn, ...owner, status: "held", reason, suspendedAt: at },
    event: PayInSuspended.make({ ...payIn, ...owner, reason, paidAt: toRfc3339(payIn.paidAt) }),
  };
}

/** The payer is the order's; money lies where it came in, and those who watch that account look after it. */
function ownerOf(enrolment: EnrolmentState | undefined, holder: AccountHolder | undefined) {
  const { enrolmentId, guardianId } = enrolment ?? {};
  const { institutionId, countyUnitId } = holder ?? enrolment ?? {};
  return {
    ...(enrolmentId === undefined ? {} : { enrolmentId }),
    ...(guardianId === undefined ? {} : { guardianId }),
    ...(institutionId === undefined ? {} : { institutionId, countyUnitId }),
  };
}
