import * as z from "zod";
import type { PayInReversalNotice } from "../../adapters/bank/bank-protocol.ts";
import { Fen } from "../../domain/shared/money.ts";
import { ReversalReason } from "../../domain/shared/reversal-reason.ts";
import { toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { BankProblem } from "./bank-problem.ts";
import { book, CLEARING_ACCOUNT } from "./books.ts";
import { custodyAccount } from "./custody-accounts.ts";
import { once } from "./once.ts";
import { enqueue } from "./outbox.ts";

/** A clerk takes a pay-in back that was booked to a custody account (冲正). */
export const Reversal = z.strictObject({
  reasonCode: ReversalReason.default("not-covered"),
});
export type Reversal = z.infer<typeof Reversal>;

const PayInRow = z.object({
  amount_fen: Fen,
  custody_account_no: z.string(),
  reference: z.string(),
  booked_at: z.int(),
});

const findPayIn = (db: BankDatabase, serial: string) =>
  db.row(
    PayInRow,
    `SELECT amount_fen, custody_account_no, reference, booked_at FROM payer JOIN booking USING (serial)
      WHERE serial = ?`,
    serial,
  );

/** Whether a pay-in is gone: then nothing of it can be returned or refunded. */
export const isReversed = (db: BankDatabase, serial: string): boolean =>
  db.row(
    z.object({}),
    "SELECT 1 FROM booking WHERE kind = 'reversal' AND reference = ?",
    serial,
  ) !== undefined;

/** Takes a pay-in back whole, once, whatever the platform has done with it, and tells the platform. */
export const reverse = (
  db: BankDatabase,
  bankSerial: string,
  { reasonCode }: Reversal,
  now: EpochMs,
) =>
  once(db, "reversal", bankSerial, { reasonCode }, () => {
    const payIn = findPayIn(db, bankSerial);
    if (payIn === undefined) {
      throw new BankProblem(404, "bank.pay-in-unknown", {
        zh: `没有流水号为 ${bankSerial} 的到账。`,
        en: `There is no pay-in with the serial ${bankSerial}.`,
      });
    }
    const { amount_fen: amountFen, custody_account_no: custodyAccountNo } = payIn;
    const { balance_fen: balanceFen } = custodyAccount(db, custodyAccountNo);
    if (balanceFen < amountFen) {
      throw new BankProblem(422, "bank.insufficient-balance", {
        zh: `托管账户 ${custodyAccountNo} 余额为 ${balanceFen} 分，不足 ${amountFen} 分。`,
        en: `The custody account ${custodyAccountNo} holds ${balanceFen} fen, less than ${amountFen}.`,
      });
    }
    const reversalSerial = book(db, {
      kind: "reversal",
      reference: bankSerial,
      debit: custodyAccountNo,
      credit: CLEARING_ACCOUNT,
      amountFen,
      bookedAt: now,
    });
    const notice: PayInReversalNotice = {
      ...{ bankSerial, reversalSerial, amountFen, reasonCode, reversedAt: toRfc3339(now) },
      payIn: {
        paymentId: payIn.reference,
        custodyAccountNo,
        paidAt: toRfc3339(payIn.booked_at),
      },
    };
    enqueue(db, "/bank/v1/pay-in-reversals", reversalSerial, notice);
    return { reversalSerial, amountFen };
  });
