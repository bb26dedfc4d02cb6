import * as z from "zod";
import type { DepositBalanceNotice } from "../../adapters/bank/bank-protocol.ts";
import { Uscc } from "../../domain/institution/uscc.ts";
import { Fen } from "../../domain/shared/money.ts";
import { toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { BankProblem } from "./bank-problem.ts";
import { book, CLEARING, CLEARING_ACCOUNT, findAccount, registerAccount } from "./books.ts";
import { once } from "./once.ts";
import { enqueue } from "./outbox.ts";

/** What an institution pays into the account of its performance deposit; its first payment opens the account. */
export const DepositPayment = z.strictObject({
  paymentNo: z.string().regex(/^[A-Za-z0-9_-]{1,64}$/),
  uscc: Uscc,
  holderName: z.string().trim().min(1).max(100),
  amountFen: Fen.min(1),
});
export type DepositPayment = z.infer<typeof DepositPayment>;

const DepositRow = z.object({ account_no: z.string(), uscc: Uscc, balance_fen: Fen });

/** Takes a payment into a deposit account (风险保证金专户): it has one holder, and holds nothing else. */
export const payDeposit = (
  db: BankDatabase,
  accountNo: string,
  payment: DepositPayment,
  now: EpochMs,
) =>
  once(db, "deposit-payment", payment.paymentNo, { accountNo, ...payment }, () => {
    const { paymentNo, amountFen } = payment;
    openDeposit(db, accountNo, payment);
    registerAccount(db, CLEARING_ACCOUNT, "clearing", CLEARING);
    const bankSerial = book(db, {
      kind: "deposit",
      reference: paymentNo,
      debit: CLEARING_ACCOUNT,
      credit: accountNo,
      amountFen,
      bookedAt: now,
    });
    return { bankSerial };
  });

const SELECT_DEPOSITS =
  "SELECT account_no, uscc, balance_fen FROM deposit JOIN account USING (account_no)";

/** An account that is open already has to be the same institution's deposit. */
function openDeposit(
  db: BankDatabase,
  accountNo: string,
  { uscc, holderName }: Pick<DepositPayment, "uscc" | "holderName">,
): void {
  if (findAccount(db, accountNo) === undefined) {
    registerAccount(db, accountNo, "payout", holderName);
    db.run("INSERT INTO deposit VALUES (?, ?)", accountNo, uscc);
    return;
  }
  const deposit = db.row(DepositRow, `${SELECT_DEPOSITS} WHERE account_no = ?`, accountNo);
  if (deposit?.uscc === uscc) return;
  throw new BankProblem(422, "bank.deposit-account-unfit", {
    zh: `账户 ${accountNo} 不是 ${uscc} 的风险保证金专户。请核对账号与统一社会信用代码。`,
    en: `The account ${accountNo} is not the deposit of ${uscc}. Check the number and the credit code.`,
  });
}

/** Puts into the outbox what each deposit account holds now, and whose it is. @returns how many there are */
export function enqueueDepositBalances(db: BankDatabase, now: EpochMs): number {
  const rows = db.rows(DepositRow, `${SELECT_DEPOSITS} ORDER BY account_no`);
  for (const { account_no: depositAccountNo, uscc: holderUscc, balance_fen: balanceFen } of rows) {
    const asOf = toRfc3339(now);
    const notice: DepositBalanceNotice = { depositAccountNo, holderUscc, balanceFen, asOf };
    enqueue(db, "/bank/v1/deposit-balances", `deposit-${depositAccountNo}-${now}`, notice);
  }
  return rows.length;
}
