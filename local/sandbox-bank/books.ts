import * as z from "zod";
import { invariant } from "../../domain/shared/invariant.ts";
import type { Fen } from "../../domain/shared/money.ts";
import { shanghaiDate, type EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";

/** Where money comes from and goes to outside this bank; its balance is minus all that the bank owes. */
export const CLEARING_ACCOUNT = "10000000";
export const CLEARING = "跨行清算";

export type AccountKind = "custody" | "payout" | "clearing";

export const AccountRow = z.object({
  account_no: z.string(),
  kind: z.enum(["custody", "payout", "clearing"]),
  holder: z.string(),
  balance_fen: z.int(),
});

export const findAccount = (db: BankDatabase, accountNo: string) =>
  db.row(AccountRow, "SELECT * FROM account WHERE account_no = ?", accountNo);

/** Opens an account unless it is there already; answers with the one that is in the register. */
export function registerAccount(
  db: BankDatabase,
  accountNo: string,
  kind: AccountKind,
  holder: string,
) {
  db.run(
    "INSERT INTO account (account_no, kind, holder) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
    accountNo,
    kind,
    holder,
  );
  const account = findAccount(db, accountNo);
  invariant(account, `account ${accountNo} is in the register`);
  return account;
}

interface Transfer {
  readonly kind: "pay-in" | "deposit" | "release" | "return" | "refund" | "seizure" | "reversal";
  readonly reference: string;
  readonly debit: string;
  readonly credit: string;
  readonly amountFen: Fen;
  readonly bookedAt: EpochMs;
}

const Count = z.object({ n: z.int() });

/**
 * Books one transfer, double entry, inside the caller's transaction; answers with the bank's serial number.
 * @throws InvariantBroken when the books would not balance, which rolls the transaction back
 */
export function book(db: BankDatabase, transfer: Transfer): string {
  const { kind, reference, debit, credit, amountFen, bookedAt } = transfer;
  const sequence = (db.row(Count, "SELECT count(*) AS n FROM booking")?.n ?? 0) + 1;
  const serial = `SB${shanghaiDate(bookedAt).replaceAll("-", "")}${String(sequence).padStart(10, "0")}`;
  db.run(
    "INSERT INTO booking (serial, sequence, kind, reference, booked_at) VALUES (?, ?, ?, ?, ?)",
    serial,
    sequence,
    kind,
    reference,
    bookedAt,
  );
  post(db, serial, debit, "debit", amountFen);
  post(db, serial, credit, "credit", amountFen);
  assertBalanced(db, serial);
  return serial;
}

function post(
  db: BankDatabase,
  serial: string,
  accountNo: string,
  side: "debit" | "credit",
  amountFen: Fen,
): void {
  db.run("INSERT INTO posting VALUES (?, ?, ?, ?)", serial, accountNo, side, amountFen);
  db.run(
    "UPDATE account SET balance_fen = balance_fen + ? WHERE account_no = ?",
    side === "credit" ? amountFen : 0 - amountFen,
    accountNo,
  );
}

const Sum = z.object({ fen: z.int() });

/** Debits equal credits in this booking, and over all accounts. */
function assertBalanced(db: BankDatabase, serial: string): void {
  const booking = db.row(
    Sum,
    `SELECT coalesce(sum(CASE side WHEN 'debit' THEN -amount_fen ELSE amount_fen END), 0) AS fen
       FROM posting WHERE serial = ?`,
    serial,
  );
  invariant(booking?.fen === 0, `booking ${serial} balances`);
  invariant(totalOfAccounts(db) === 0, `the books balance after ${serial}`);
}

/** What all accounts sum to: always zero. */
export const totalOfAccounts = (db: BankDatabase): number =>
  db.row(Sum, "SELECT coalesce(sum(balance_fen), 0) AS fen FROM account")?.fen ?? 0;
