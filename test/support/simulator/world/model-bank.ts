import type * as z from "zod";
import { BankRefused } from "../../../../adapters/bank/bank-client.ts";
import type {
  InstructionResult,
  PayInNotice,
  Release,
  RequestPayment,
  ReturnPayIn,
  ReturnResult,
} from "../../../../adapters/bank/bank-protocol.ts";
import { toRfc3339 } from "../../../../domain/shared/time.ts";
import { canonical } from "../../../../functions/kit/idempotency.ts";

type Payment = z.input<typeof RequestPayment>;
export type Order = z.input<typeof Release>;
export type PayIn = z.input<typeof PayInNotice>;
export type Result = z.input<typeof InstructionResult>;
export type Return = z.input<typeof ReturnPayIn>;
export type ReturnAnswer = z.input<typeof ReturnResult>;

/** One booking of the bank: out of one account, into another. */
export interface Booking {
  readonly debit: string;
  readonly credit: string;
  readonly amountFen: number;
  readonly serial: string;
}

/** What becomes of something that the bank is asked: decided when it first arrives, and never again. */
export type Fate = "executed" | "rejected" | "refused";

interface Known<T> {
  readonly order: T;
  readonly fate: Fate;
  isAnswered: boolean;
}

/** Where a payer's money comes from, as far as the bank's books go. */
export const CLEARING = "clearing";

/** What may be told to the platform; it is told until the platform has taken it. */
export interface Notices {
  payIn(bankId: string, notice: PayIn, booking: Booking): void;
  result(bankId: string, result: Result, booking: Booking | undefined): void;
  returnResult(bankId: string, result: ReturnAnswer, booking: Booking | undefined): void;
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
  readonly #releases = new Map<string, Known<Order>>();
  readonly #returns = new Map<string, Known<Return>>();
  readonly balances = new Map<string, number>();
  readonly bookings: Booking[] = [];
  #accepted: string[] = [];
  #acceptedReturns: string[] = [];

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
  pay(paymentId: string, surplusFen: number, delayMs: number): boolean {
    const payment = this.#payments.get(paymentId);
    if (payment === undefined || payment.isPaid) return false;
    const { custodyAccountNo } = payment.asked;
    const amountFen = payment.asked.amountFen + surplusFen;
    payment.isPaid = surplusFen === 0;
    this.payIn({ paymentId, custodyAccountNo, amountFen, delayMs });
    return true;
  }

  /** Money comes in under any reference. */
  payIn(of: { paymentId: string; custodyAccountNo: string; amountFen: number; delayMs: number }) {
    const { paymentId, custodyAccountNo, amountFen, delayMs } = of;
    const booking = this.#book(CLEARING, custodyAccountNo, amountFen);
    const paidAt = toRfc3339(this.#now() + delayMs);
    const bankSerial = booking.serial;
    const notice = { bankSerial, paymentId, custodyAccountNo, amountFen, paidAt };
    this.#notices.payIn(this.bankId, notice, booking);
  }

  /** Takes an instruction, or refuses it for good; an instruction known already is not another one. */
  release(order: Order, fate: Fate): void {
    const known = this.#releases.get(order.instructionId);
    if (known === undefined) {
      this.#releases.set(order.instructionId, { order, fate, isAnswered: false });
      if (fate !== "refused") this.#accepted.push(order.instructionId);
    } else if (canonical(known.order) !== canonical(order)) {
      throw new BankRefused("bank.release-differs");
    }
    if ((known?.fate ?? fate) === "refused") throw new BankRefused("bank.payout-account-closed");
  }

  /** Executes one accepted instruction: the one named, or the oldest. */
  executeOne(instructionId = this.#accepted[0]): Result | undefined {
    const release = instructionId === undefined ? undefined : this.#releases.get(instructionId);
    if (release === undefined || release.isAnswered || release.fate === "refused") return undefined;
    this.#accepted = this.#accepted.filter((id) => id !== instructionId);
    release.isAnswered = true;
    const { custodyAccountNo, payoutAccountNo, amountFen } = release.order;
    const executedAt = toRfc3339(this.#now());
    const answer = { instructionId: release.order.instructionId, amountFen, executedAt };
    if (release.fate === "rejected") {
      const reason = "payout-account-not-confirmed" as const;
      const result: Result = { ...answer, outcome: "rejected", reason };
      this.#notices.result(this.bankId, result, undefined);
      return result;
    }
    const booking = this.#book(custodyAccountNo, payoutAccountNo, amountFen);
    const result: Result = { ...answer, outcome: "executed", bankSerial: booking.serial };
    this.#notices.result(this.bankId, result, booking);
    return result;
  }

  /** Takes money back to where it came from, or refuses to; what is known already is not another return. */
  returnPayIn(order: Return, fate: Fate): void {
    const known = this.#returns.get(order.returnId);
    if (known === undefined) {
      this.#returns.set(order.returnId, { order, fate, isAnswered: false });
      if (fate !== "refused") this.#acceptedReturns.push(order.returnId);
    } else if (canonical(known.order) !== canonical(order)) {
      throw new BankRefused("bank.return-differs");
    }
    if ((known?.fate ?? fate) === "refused") throw new BankRefused("bank.payer-account-closed");
  }

  /** Executes one accepted return: the one named, or the oldest. */
  returnOne(returnId = this.#acceptedReturns[0]): ReturnAnswer | undefined {
    const known = returnId === undefined ? undefined : this.#returns.get(returnId);
    if (known === undefined || known.isAnswered || known.fate === "refused") return undefined;
    this.#acceptedReturns = this.#acceptedReturns.filter((id) => id !== returnId);
    known.isAnswered = true;
    const { bankSerial, amountFen } = known.order;
    const cameIn = this.bookings.find(({ serial }) => serial === bankSerial);
    const answer = { ...known.order, executedAt: toRfc3339(this.#now()) };
    if (known.fate === "rejected" || cameIn === undefined) {
      const reason = cameIn === undefined ? "unknown-serial" : "payer-account-closed";
      const result: ReturnAnswer = { ...answer, outcome: "rejected", reason };
      this.#notices.returnResult(this.bankId, result, undefined);
      return result;
    }
    const booking = this.#book(cameIn.credit, CLEARING, amountFen);
    const result: ReturnAnswer = { ...answer, outcome: "executed", returnSerial: booking.serial };
    this.#notices.returnResult(this.bankId, result, booking);
    return result;
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
