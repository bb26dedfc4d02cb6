import * as z from "zod";
import { Fen } from "../../domain/shared/money.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { BankProblem } from "./bank-problem.ts";
import { book, CLEARING_ACCOUNT } from "./books.ts";
import { custodyAccount } from "./custody-accounts.ts";
import { once } from "./once.ts";

/** A court's order to the bank (法院扣划), by its number. */
export const Seizure = z.strictObject({
  orderNo: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  amountFen: Fen.min(1),
});
export type Seizure = z.infer<typeof Seizure>;

/**
 * Pays a part of a custody account out by a court's order. The platform is told nothing but the next balance: so
 * it can be shown what it does about money that is missing.
 */
export const seize = (db: BankDatabase, accountNo: string, order: Seizure, now: EpochMs) =>
  once(db, "seizure", order.orderNo, { accountNo, ...order }, () => {
    const { balance_fen: balanceFen } = custodyAccount(db, accountNo);
    const { orderNo, amountFen } = order;
    if (balanceFen < amountFen) {
      throw new BankProblem(422, "bank.insufficient-balance", {
        zh: `托管账户 ${accountNo} 余额为 ${balanceFen} 分，不足 ${amountFen} 分。`,
        en: `The custody account ${accountNo} holds ${balanceFen} fen, less than ${amountFen}.`,
      });
    }
    const bankSerial = book(db, {
      kind: "seizure",
      reference: orderNo,
      debit: accountNo,
      credit: CLEARING_ACCOUNT,
      amountFen,
      bookedAt: now,
    });
    return { bankSerial };
  });
