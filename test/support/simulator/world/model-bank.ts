import type * as z from "zod";
import { BankRefused } from "../../../../adapters/bank/bank-client.ts";
import type {
  BalanceNotice,
  InstructionResult,
  PayInNotice,
  PayInReversalNotice,
  RefundPayment,
  RefundResult,
  Release,
  RequestPayment,
  ReturnPayIn,
  ReturnResult,
} from "../../../../adapters/bank/bank-protocol.ts";
import { toRfc3339 } from "../../../../domain/shared/time.ts";
import { canonical } from "../../../../functions/kit/idempotency.ts";
import { type Fate, Mandates } from "./mandates.ts";

type Payment = z.input<typeof RequestPayment>;
export type Order = z.input<typeof Release>;
export type PayIn = z.input<typeof PayInNotice>;
export type Reversal = z.input<typeof PayInReversalNotice>;
export type Result = z.input<typeof InstructionResult>;
export type Return = z.input<typeof ReturnPayIn>;
export type ReturnAnswer = z.input<typeof ReturnResult>;
export type Refund = z.input<typeof RefundPayment>;
export type RefundAnswer = z.input<typeof RefundResult>;
export type Balance = z.input<typeof BalanceNotice>;

/** One booking of the bank: out of one account, into another. */
export interface Booking {
  readonly debit: string;
  readonly credit: string;
  readonly amountFen: number;
  readonly serial: string;
}

/** Where a payer's money comes from, as far as the bank's books go. */
export const CLEARING = "clearing";

/** What may be told to the platform; it is told until the platform has taken it. */
export interface Notices {
  payIn(bankId: string, notice: PayIn, booking: Booking): void;
  result(bankId: string, result: Result, booking: Booking | undefined): void;
  returnResult(bankId: string, result: ReturnAnswer, booking: Booking | undefined): void;
  reversal(bankId: string, notice: Reversal, booking: Booking): void;
  refundResult(bankId: string, result: RefundAnswer, booking: Booking | undefined): void;
}

/**
 * The other side of every entry: a bank that does each thing once for its id, keeps double entry, and knows
 * nothing of the platform but what it is asked.
 */
export class ModelBank {
  readonly bankId: string;
  readonly #notices: Notices;
  readonly #now: () => number;
  readonly #payments = new Map<string, { readonly asked: Payment; isPaid: boolean }>();
  readonly #releases = new Mandates<Order>("bank.release-differs", "bank.payout-account-closed");
  readonly #returns = new Mandates<Return>("bank.return-differs", "bank.payer-account-closed");
  readonly #refunds = new Mandates<Refund>("bank.refund-differs", "bank.payer-account-closed");
  /** By the serial of a payment: what of it has gone back. */
  readonly #refundedOf = new Map<string, number>();
  /** By serial: what came in, until it is taken back. */
  readonly payIns = new Map<string, PayIn>();
  readonly balances = new Map<string, number>();
  readonly bookings: Booking[] = [];

  constructor(bankId: string, notices: Notices, now: () => number) {
    this.bankId = bankId;
    this.#notices = notices;
    this.#now = now;
  }

  requestPayment(asked: Payment): { payUrl: string; bankPaymentNo: string } {
    const known = this.#payments.get(asked.paymentId);
    if (known !== undefined && canonical(known.asked) !== canonical(asked))
      throw new BankRefused("bank.request-differs");
    if (known === undefined) this.#payments.set(asked.paymentId, { asked, isPaid: false });
    const { paymentId } = asked;
    return {
      payUrl: `https://${this.bankId}.test/pay/${paymentId}`,
      bankPaymentNo: `N-${paymentId}`,
    };
  }

  /** A person pays; a payment in full closes the request. @returns whether the bank took the money */
  pay(paymentId: string, surplusFen: number): boolean {
    const payment = this.#payments.get(paymentId);
    if (payment === undefined || payment.isPaid) return false;
    const { custodyAccountNo } = payment.asked;
    const amountFen = payment.asked.amountFen + surplusFen;
    payment.isPaid = surplusFen === 0;
    this.payIn({ paymentId, custodyAccountNo, amountFen });
    return true;
  }

  /** Money comes in under any reference. */
  payIn(of: { paymentId: string; custodyAccountNo: string; amountFen: number }) {
    const { paymentId, custodyAccountNo, amountFen } = of;
    const booking = this.#book(CLEARING, custodyAccountNo, amountFen);
    const paidAt = toRfc3339(this.#now());
    const bankSerial = booking.serial;
    const notice = { bankSerial, paymentId, custodyAccountNo, amountFen, paidAt };
    this.payIns.set(bankSerial, notice);
    this.#notices.payIn(this.bankId, notice, booking);
  }

  /** Takes a pay-in back whole, once, whatever has become of it. @returns whether it did */
  reverse(bankSerial: string): boolean {
    const payIn = this.payIns.get(bankSerial);
    if (payIn === undefined) return false;
    const { paymentId, custodyAccountNo, amountFen, paidAt } = payIn;
    if (this.#lacks(custodyAccountNo, amountFen) !== undefined) return false;
    this.payIns.delete(bankSerial);
    const booking = this.#book(custodyAccountNo, CLEARING, amountFen);
    const notice: Reversal = {
      ...{ bankSerial, reversalSerial: booking.serial, amountFen, reasonCode: "not-covered" },
      ...{ reversedAt: toRfc3339(this.#now()), payIn: { paymentId, custodyAccountNo, paidAt } },
    };
    this.#notices.reversal(this.bankId, notice, booking);
    return true;
  }

  release(order: Order, fate: Fate): void {
    this.#releases.take(order.instructionId, order, fate);
  }

  /** Executes one accepted instruction: the one named, or the oldest. */
  executeOne(instructionId?: string): Result | undefined {
    const release = this.#releases.next(instructionId);
    if (release === undefined) return undefined;
    const { custodyAccountNo, payoutAccountNo, amountFen } = release.order;
    const executedAt = toRfc3339(this.#now());
    const answer = { instructionId: release.order.instructionId, amountFen, executedAt };
    const reason =
      release.fate === "rejected"
        ? "payout-account-not-confirmed"
        : this.#lacks(custodyAccountNo, amountFen);
    if (reason !== undefined) {
      const result: Result = { ...answer, outcome: "rejected", reason };
      this.#notices.result(this.bankId, result, undefined);
      return result;
    }
    const booking = this.#book(custodyAccountNo, payoutAccountNo, amountFen);
    const result: Result = { ...answer, outcome: "executed", bankSerial: booking.serial };
    this.#notices.result(this.bankId, result, booking);
    return result;
  }

  returnPayIn(order: Return, fate: Fate): void {
    this.#returns.take(order.returnId, order, fate);
  }

  /** Takes money back to where it came from: by the return named, or the oldest. */
  returnOne(returnId?: string): ReturnAnswer | undefined {
    const known = this.#returns.next(returnId);
    if (known === undefined) return undefined;
    const { bankSerial, amountFen } = known.order;
    const cameIn = this.#payInOf(bankSerial);
    const answer = { ...known.order, executedAt: toRfc3339(this.#now()) };
    const reason = this.#cannotReturn(known.fate, cameIn, amountFen);
    if (reason !== undefined || cameIn === undefined) {
      const why = reason ?? "unknown-serial";
      const result: ReturnAnswer = { ...answer, outcome: "rejected", reason: why };
      this.#notices.returnResult(this.bankId, result, undefined);
      return result;
    }
    const booking = this.#book(cameIn.credit, CLEARING, amountFen);
    const result: ReturnAnswer = { ...answer, outcome: "executed", returnSerial: booking.serial };
    this.#notices.returnResult(this.bankId, result, booking);
    return result;
  }

  refund(order: Refund, fate: Fate): void {
    this.#refunds.take(order.instructionId, order, fate);
  }

  /** Pays a part of a payment back to its payer: by the instruction named, or the oldest. */
  refundOne(instructionId?: string): RefundAnswer | undefined {
    const known = this.#refunds.next(instructionId);
    if (known === undefined) return undefined;
    const { custodyAccountNo, bankSerial, amountFen } = known.order;
    const executedAt = toRfc3339(this.#now());
    const answer = { instructionId: known.order.instructionId, amountFen, executedAt };
    const cameIn = this.#payInOf(bankSerial);
    const reason =
      known.fate === "rejected"
        ? "payer-account-closed"
        : this.#cannotRefund(cameIn, custodyAccountNo, amountFen);
    if (reason !== undefined) {
      const result: RefundAnswer = { ...answer, outcome: "rejected", reason };
      this.#notices.refundResult(this.bankId, result, undefined);
      return result;
    }
    this.#refundedOf.set(bankSerial, (this.#refundedOf.get(bankSerial) ?? 0) + amountFen);
    const booking = this.#book(custodyAccountNo, CLEARING, amountFen);
    const result: RefundAnswer = { ...answer, outcome: "executed", refundSerial: booking.serial };
    this.#notices.refundResult(this.bankId, result, booking);
    return result;
  }

  /** A court has money of an account seized, whoever it belongs to. */
  seize(custodyAccountNo: string, amountFen: number): Booking {
    return this.#book(custodyAccountNo, "court", amountFen);
  }

  /** What came in and is not taken back. */
  #payInOf(bankSerial: string): Booking | undefined {
    return this.bookings.find(({ serial }) => serial === this.payIns.get(bankSerial)?.bankSerial);
  }

  #lacks(accountNo: string, amountFen: number): "insufficient-balance" | undefined {
    return (this.balances.get(accountNo) ?? 0) < amountFen ? "insufficient-balance" : undefined;
  }

  #cannotReturn(fate: Fate, cameIn: Booking | undefined, amountFen: number) {
    if (cameIn === undefined) return "unknown-serial";
    if (fate === "rejected") return "payer-account-closed";
    return this.#lacks(cameIn.credit, amountFen);
  }

  /** No more than was paid in goes back, and into the account from which it is paid. */
  #cannotRefund(cameIn: Booking | undefined, custodyAccountNo: string, amountFen: number) {
    if (cameIn?.credit !== custodyAccountNo) return "unknown-serial";
    const refundedFen = this.#refundedOf.get(cameIn.serial) ?? 0;
    if (refundedFen + amountFen > cameIn.amountFen) return "exceeds-payment";
    return this.#lacks(custodyAccountNo, amountFen);
  }

  /** What the bank holds on an account, as it says at the end of its day. */
  balanceOf(custodyAccountNo: string): Balance {
    const isOn = ({ debit, credit }: Booking) => [debit, credit].includes(custodyAccountNo);
    return {
      custodyAccountNo,
      balanceFen: this.balances.get(custodyAccountNo) ?? 0,
      asOf: toRfc3339(this.#now()),
      serialCount: this.bookings.filter(isOn).length,
    };
  }

  #book(debit: string, credit: string, amountFen: number): Booking {
    const serial = `${this.bankId}-${this.bookings.length + 1}`;
    const booking = { debit, credit, amountFen, serial };
    this.bookings.push(booking);
    this.balances.set(debit, (this.balances.get(debit) ?? 0) - amountFen);
    this.balances.set(credit, (this.balances.get(credit) ?? 0) + amountFen);
    return booking;
  }
}
