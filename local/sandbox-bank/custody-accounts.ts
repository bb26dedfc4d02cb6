import * as z from "zod";
import type { OpenCustodyAccount } from "../../adapters/bank/bank-protocol.ts";
import { toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { BankProblem } from "./bank-problem.ts";
import { findAccount, registerAccount } from "./books.ts";
import { once } from "./once.ts";

/**
 * Accounts with this ending belong to a private person in the sandbox, whoever is claimed as their holder: so
 * it can be shown that the platform refuses a payout account that is not the institution's.
 */
const PERSONAL_ENDING = "0000";
const PERSONAL_HOLDER = "某某个人账户";

const CustodyRow = z.object({
  account_no: z.string(),
  institution_id: z.string(),
  uscc: z.string(),
});

/**
 * Confirms a payout account for an institution's custody account, which is opened at the first request. Payout
 * accounts confirmed before stay confirmed: the platform decides which one it instructs.
 */
export const openCustodyAccount = (db: BankDatabase, input: OpenCustodyAccount, now: EpochMs) =>
  once(db, "custody-account", input.platformRequestId, input, () => {
    const custodyAccountNo = custodyAccountOf(db, input);
    const personal = input.payoutAccountNo.endsWith(PERSONAL_ENDING);
    const payout = registerAccount(
      db,
      input.payoutAccountNo,
      "payout",
      personal ? PERSONAL_HOLDER : input.payoutAccountHolder,
    );
    if (payout.kind !== "payout") {
      throw new BankProblem(422, "bank.payout-account-unfit", {
        zh: `账户 ${payout.account_no} 是托管或清算账户，不能作为收款账户。`,
        en: `The account ${payout.account_no} is a custody or clearing account: money cannot be paid out to it.`,
      });
    }
    db.run(
      "INSERT INTO confirmed_payout VALUES (?, ?) ON CONFLICT DO NOTHING",
      custodyAccountNo,
      payout.account_no,
    );
    return {
      platformRequestId: input.platformRequestId,
      institutionId: input.institutionId,
      custodyAccountNo,
      holderName: input.holderName,
      payoutAccountNo: payout.account_no,
      payoutAccountHolder: payout.holder,
      confirmedAt: toRfc3339(now),
    };
  });

function custodyAccountOf(db: BankDatabase, input: OpenCustodyAccount): string {
  const { institutionId, uscc, holderName } = input;
  const found = db.row(
    CustodyRow,
    "SELECT * FROM custody WHERE institution_id = ? OR uscc = ?",
    institutionId,
    uscc,
  );
  if (found === undefined) return openNewAccount(db, input);
  const holder = findAccount(db, found.account_no)?.holder;
  if (found.institution_id === institutionId && found.uscc === uscc && holder === holderName) {
    return found.account_no;
  }
  throw new BankProblem(409, "bank.institution-differs", {
    zh: `机构 ${institutionId} 或统一社会信用代码 ${uscc} 已以不同的代码或户名开立托管账户。请核对三者。`,
    en: `The institution ${institutionId} or the code ${uscc} already has a custody account under another id, code or name. Check the three.`,
  });
}

const Count = z.object({ n: z.int() });

function openNewAccount(db: BankDatabase, input: OpenCustodyAccount): string {
  const opened = db.row(Count, "SELECT count(*) AS n FROM custody")?.n ?? 0;
  const accountNo = `88${String(opened + 1).padStart(14, "0")}`;
  registerAccount(db, accountNo, "custody", input.holderName);
  db.run("INSERT INTO custody VALUES (?, ?, ?)", accountNo, input.institutionId, input.uscc);
  return accountNo;
}

/** @throws BankProblem when there is no such custody account */
export function custodyAccount(db: BankDatabase, accountNo: string) {
  const account = findAccount(db, accountNo);
  if (account?.kind === "custody") return account;
  throw new BankProblem(404, "bank.custody-account-unknown", {
    zh: `没有托管账户 ${accountNo}。请核对账号。`,
    en: `There is no custody account ${accountNo}. Check the number.`,
  });
}

export function custodyAccountView(db: BankDatabase, accountNo: string) {
  const account = custodyAccount(db, accountNo);
  const count = db.row(Count, "SELECT count(*) AS n FROM posting WHERE account_no = ?", accountNo);
  return {
    custodyAccountNo: account.account_no,
    holderName: account.holder,
    balanceFen: account.balance_fen,
    transactionCount: count?.n ?? 0,
  };
}

const PAGE_SIZE = 100;

const TransactionRow = z.object({
  serial: z.string(),
  sequence: z.int(),
  kind: z.string(),
  reference: z.string(),
  side: z.enum(["debit", "credit"]),
  amount_fen: z.int(),
  booked_at: z.int(),
});

/** The postings of an account, oldest first. @param after the `next` of the former page */
export function transactionsOf(db: BankDatabase, accountNo: string, after: number) {
  custodyAccount(db, accountNo);
  const rows = db.rows(
    TransactionRow,
    `SELECT booking.*, side, amount_fen FROM posting JOIN booking USING (serial)
      WHERE account_no = ? AND sequence > ? ORDER BY sequence LIMIT ?`,
    accountNo,
    after,
    PAGE_SIZE + 1,
  );
  const page = rows.slice(0, PAGE_SIZE);
  const last = page.at(-1);
  return {
    transactions: page.map((row) => ({
      bankSerial: row.serial,
      kind: row.kind,
      reference: row.reference,
      side: row.side,
      amountFen: row.amount_fen,
      bookedAt: toRfc3339(row.booked_at),
    })),
    ...(rows.length > PAGE_SIZE && last !== undefined ? { next: last.sequence } : {}),
  };
}
