import { randomBytes } from "node:crypto";
import * as z from "zod";
import type { PayInNotice, RequestPayment } from "../../adapters/bank/bank-protocol.ts";
import { Fen } from "../../domain/shared/money.ts";
import { toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { BankProblem } from "./bank-problem.ts";
import { book, CLEARING, CLEARING_ACCOUNT, registerAccount } from "./books.ts";
import { custodyAccount } from "./custody-accounts.ts";
import { once } from "./once.ts";
import { enqueue } from "./outbox.ts";

/** What a payer sends, in the bank's own app: no signature, a person at a screen. */
export const Payment = z.strictObject({
  amountFen: Fen.min(1),
  payerAccountNo: z.string().regex(/^[0-9]{8,32}$/, "8 to 32 digits"),
});
export type Payment = z.infer<typeof Payment>;

const PaymentRow = z.object({
  bank_payment_no: z.string(),
  payment_id: z.string(),
  custody_account_no: z.string(),
  amount_fen: Fen,
  expires_at: z.string(),
  description: z.string(),
  paid_serial: z.string().nullable(),
});

/** Opens a payment: its number is not to be guessed, for who knows it may pay. */
export const requestPayment = (db: BankDatabase, input: RequestPayment, ownUrl: string) =>
  once(db, "payment-request", input.paymentId, input, () => {
    custodyAccount(db, input.custodyAccountNo);
    const bankPaymentNo = `PAY${randomBytes(16).toString("hex")}`;
    db.run(
      "INSERT INTO payment VALUES (?, ?, ?, ?, ?, ?, NULL)",
      bankPaymentNo,
      input.paymentId,
      input.custodyAccountNo,
      input.amountFen,
      input.expiresAt,
      input.description,
    );
    return { payUrl: `${ownUrl}/pay/${bankPaymentNo}`, bankPaymentNo };
  });

/**
 * Takes a payer's transfer and tells the platform. The bank does not judge a payment that is late or of another
 * amount: what to do with it is the platform's matter. A request paid in full takes no second payment.
 */
export function pay(db: BankDatabase, bankPaymentNo: string, input: Payment, now: EpochMs) {
  return db.transaction(() => {
    const payment = paymentOf(db, bankPaymentNo);
    if (payment.paid_serial !== null) {
      throw new BankProblem(409, "bank.already-paid", {
        zh: `付款单 ${bankPaymentNo} 已付清，流水号 ${payment.paid_serial}，请勿重复付款。`,
        en: `The payment ${bankPaymentNo} is paid in full, serial ${payment.paid_serial}: do not pay again.`,
      });
    }
    registerAccount(db, CLEARING_ACCOUNT, "clearing", CLEARING);
    const bankSerial = book(db, {
      kind: "pay-in",
      reference: payment.payment_id,
      debit: CLEARING_ACCOUNT,
      credit: payment.custody_account_no,
      amountFen: input.amountFen,
      bookedAt: now,
    });
    db.run(
      "INSERT INTO payer VALUES (?, ?, ?, ?)",
      bankSerial,
      input.payerAccountNo,
      input.amountFen,
      payment.custody_account_no,
    );
    if (input.amountFen === payment.amount_fen) {
      db.run(
        "UPDATE payment SET paid_serial = ? WHERE bank_payment_no = ?",
        bankSerial,
        bankPaymentNo,
      );
    }
    const notice: PayInNotice = {
      bankSerial,
      paymentId: payment.payment_id,
      custodyAccountNo: payment.custody_account_no,
      amountFen: input.amountFen,
      paidAt: toRfc3339(now),
    };
    enqueue(db, "/bank/v1/pay-ins", bankSerial, notice);
    return { bankSerial, amountFen: notice.amountFen, paidAt: notice.paidAt };
  });
}

/** What the payer sees before paying. */
export function paymentView(db: BankDatabase, bankPaymentNo: string) {
  const payment = paymentOf(db, bankPaymentNo);
  return {
    bankPaymentNo,
    payee: custodyAccount(db, payment.custody_account_no).holder,
    custodyAccountNo: payment.custody_account_no,
    amountFen: payment.amount_fen,
    description: payment.description,
    expiresAt: payment.expires_at,
    state: payment.paid_serial === null ? "open" : "paid",
  };
}

function paymentOf(db: BankDatabase, bankPaymentNo: string) {
  const payment = db.row(
    PaymentRow,
    "SELECT * FROM payment WHERE bank_payment_no = ?",
    bankPaymentNo,
  );
  if (payment !== undefined) return payment;
  throw new BankProblem(404, "bank.payment-unknown", {
    zh: `没有付款单 ${bankPaymentNo}。请使用平台给出的付款链接。`,
    en: `There is no payment ${bankPaymentNo}. Use the link that the platform gave.`,
  });
}
