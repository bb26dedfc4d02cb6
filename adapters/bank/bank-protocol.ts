import * as z from "zod";
import { Uscc } from "../../domain/institution/uscc.ts";
import { Fen } from "../../domain/shared/money.ts";
import { ReversalReason } from "../../domain/shared/reversal-reason.ts";
import { Timestamp } from "../../domain/shared/time.ts";

/**
 * What the platform and a custody bank say to each other, over signed HTTP (RFC 9421) in both directions.
 * Requests refuse unknown fields; of answers, fields that are not known are left aside.
 */

const Reference = z.string().regex(/^[A-Za-z0-9_-]{1,64}$/);
const AccountNo = z.string().regex(/^[0-9]{8,32}$/, "8 to 32 digits");
const Holder = z.string().trim().min(1).max(100);
const AmountFen = Fen.min(1);

/** Platform → bank, `POST /v1/custody-accounts`: opens the account, or adds a payout account to it. */
export const OpenCustodyAccount = z.strictObject({
  platformRequestId: Reference,
  institutionId: Reference,
  uscc: z.string().regex(/^[0-9A-HJ-NPQRTUWXY]{18}$/, "a unified social credit code"),
  holderName: Holder,
  payoutAccountNo: AccountNo,
  payoutAccountHolder: Holder,
});
export type OpenCustodyAccount = z.infer<typeof OpenCustodyAccount>;

/** The bank's confirmation. `payoutAccountHolder` is who the bank's own register says, not who was claimed. */
export const CustodyConfirmation = z.object({
  platformRequestId: Reference,
  institutionId: Reference,
  custodyAccountNo: AccountNo,
  holderName: Holder,
  payoutAccountNo: AccountNo,
  payoutAccountHolder: Holder,
  confirmedAt: Timestamp,
});
export type CustodyConfirmation = z.infer<typeof CustodyConfirmation>;

/** Platform → bank, `POST /v1/payment-requests`: asks for one payment into custody. */
export const RequestPayment = z.strictObject({
  paymentId: Reference,
  institutionId: Reference,
  custodyAccountNo: AccountNo,
  amountFen: AmountFen,
  expiresAt: Timestamp,
  /** Shown to the payer: never personal data. */
  description: z.string().min(1).max(200),
});
export type RequestPayment = z.infer<typeof RequestPayment>;

export const PaymentRequested = z.object({ payUrl: z.url(), bankPaymentNo: Reference });
export type PaymentRequested = z.infer<typeof PaymentRequested>;

/** Platform → bank, `POST /v1/releases`: pays out of custody to a confirmed payout account. */
export const Release = z.strictObject({
  instructionId: Reference,
  custodyAccountNo: AccountNo,
  payoutAccountNo: AccountNo,
  amountFen: AmountFen,
});
export type Release = z.infer<typeof Release>;

/** The bank took the instruction; its result follows as a notification. */
export const ReleaseAccepted = z.object({ accepted: z.literal(true) });
export type ReleaseAccepted = z.infer<typeof ReleaseAccepted>;

/** Platform → bank, `POST /v1/returns`: pays one payment whole back to the account that it came from. */
export const ReturnPayIn = z.strictObject({
  returnId: Reference,
  /** The bank's own number of the payment. */
  bankSerial: Reference,
  amountFen: AmountFen,
});
export type ReturnPayIn = z.infer<typeof ReturnPayIn>;

/** The bank took it; its result follows as a notification. */
export const ReturnAccepted = z.object({ accepted: z.literal(true) });
export type ReturnAccepted = z.infer<typeof ReturnAccepted>;

/** Platform → bank, `POST /v1/refunds`: pays a part of one payment, or all of it, back to where it came from. */
export const RefundPayment = z.strictObject({
  instructionId: Reference,
  custodyAccountNo: AccountNo,
  /** The bank's own number of the payment. */
  bankSerial: Reference,
  amountFen: AmountFen,
});
export type RefundPayment = z.infer<typeof RefundPayment>;

/** An account that a family has named, and whose it is. */
export const RefundPayee = z.strictObject({ accountNo: AccountNo, holder: Holder });
export type RefundPayee = z.infer<typeof RefundPayee>;

/**
 * Platform → bank, `POST /v1/named-refunds`: pays a refund to an account that the family has named, where an
 * officer has found that it cannot go back on its payment's way.
 */
export const NamedRefund = z.strictObject({
  ...RefundPayment.omit({ bankSerial: true }).shape,
  payee: RefundPayee,
});
export type NamedRefund = z.infer<typeof NamedRefund>;

/** The bank took it; its result follows as a notification. */
export const RefundAccepted = z.object({ accepted: z.literal(true) });
export type RefundAccepted = z.infer<typeof RefundAccepted>;

/** Bank → platform, `POST /bank/v1/pay-ins`: money came into custody. Idempotency key: the serial. */
export const PayInNotice = z.strictObject({
  bankSerial: Reference,
  paymentId: Reference,
  custodyAccountNo: AccountNo,
  amountFen: AmountFen,
  paidAt: Timestamp,
});
export type PayInNotice = z.infer<typeof PayInNotice>;

/** Why a bank did not execute an instruction. */
export const RejectionReason = z.enum([
  "insufficient-balance",
  "unknown-custody-account",
  "payout-account-not-confirmed",
]);
export type RejectionReason = z.infer<typeof RejectionReason>;

/** Bank → platform, `POST /bank/v1/instruction-results`. Idempotency key: the instruction's id. */
export const InstructionResult = z.strictObject({
  instructionId: Reference,
  outcome: z.enum(["executed", "rejected"]),
  amountFen: AmountFen,
  /** The bank's booking; absent where nothing was booked. */
  bankSerial: Reference.optional(),
  executedAt: Timestamp,
  reason: RejectionReason.optional(),
});
export type InstructionResult = z.infer<typeof InstructionResult>;

/** Why a bank did not pay money back. */
export const ReturnRejectionReason = z.enum([
  "insufficient-balance",
  "unknown-serial",
  "amount-differs",
  "returned-already",
  "payer-account-closed",
]);
export type ReturnRejectionReason = z.infer<typeof ReturnRejectionReason>;

/** Bank → platform, `POST /bank/v1/return-results`. Idempotency key: the return's id. */
export const ReturnResult = z.strictObject({
  returnId: Reference,
  /** Of the payment that was to go back. */
  bankSerial: Reference,
  outcome: z.enum(["executed", "rejected"]),
  amountFen: AmountFen,
  /** The bank's booking of the return; absent where nothing was booked. */
  returnSerial: Reference.optional(),
  executedAt: Timestamp,
  reason: ReturnRejectionReason.optional(),
});
export type ReturnResult = z.infer<typeof ReturnResult>;

/**
 * Bank → platform, `POST /bank/v1/pay-in-reversals`: the bank takes a pay-in back, whole. Idempotency key: the
 * reversal's serial.
 */
export const PayInReversalNotice = z.strictObject({
  /** Of the pay-in. */
  bankSerial: Reference,
  reversalSerial: Reference,
  amountFen: AmountFen,
  reversedAt: Timestamp,
  reasonCode: ReversalReason,
  /** The rest of the notice of the pay-in; with it, a reversal that overtakes that notice is recorded, too. */
  payIn: PayInNotice.pick({ paymentId: true, custodyAccountNo: true, paidAt: true }).optional(),
});
export type PayInReversalNotice = z.infer<typeof PayInReversalNotice>;

/** Why a bank did not pay a refund. */
export const RefundRejectionReason = z.enum([
  "insufficient-balance",
  "unknown-serial",
  "exceeds-payment",
  "payer-account-closed",
]);
export type RefundRejectionReason = z.infer<typeof RefundRejectionReason>;

/** Bank → platform, `POST /bank/v1/refund-results`. Idempotency key: the instruction's id. */
export const RefundResult = z.strictObject({
  instructionId: Reference,
  outcome: z.enum(["executed", "rejected"]),
  amountFen: AmountFen,
  /** The bank's booking of the refund; absent where nothing was booked. */
  refundSerial: Reference.optional(),
  executedAt: Timestamp,
  reason: RefundRejectionReason.optional(),
});
export type RefundResult = z.infer<typeof RefundResult>;

/**
 * Bank → platform, `POST /bank/v1/balances`: what a custody account holds, daily and on demand. Idempotency
 * key: the account and the instant.
 */
export const BalanceNotice = z.strictObject({
  custodyAccountNo: AccountNo,
  balanceFen: Fen,
  asOf: Timestamp,
  /** Bookings on the account so far. */
  serialCount: z.int().min(0),
});
export type BalanceNotice = z.infer<typeof BalanceNotice>;

/**
 * Bank → platform, `POST /bank/v1/deposit-balances`: what an account of a performance deposit holds, daily and on
 * demand. Idempotency key: the account and the instant.
 */
export const DepositBalanceNotice = z.strictObject({
  depositAccountNo: AccountNo,
  holderUscc: Uscc.meta({
    description: "The unified social credit code of the account's holder",
    examples: ["91411102XMX928U7EM"],
  }),
  balanceFen: Fen,
  asOf: Timestamp,
});
export type DepositBalanceNotice = z.infer<typeof DepositBalanceNotice>;

/** What a refusal of the bank says to a program; the texts beside it are for people. */
export const BankProblemBody = z.object({ code: z.string().min(1).max(100) });

/** Both sides believe a signature for five minutes either way. */
export const BANK_WINDOW_MS = 5 * 60_000;
