import * as z from "zod";
import type {
  ReturnPayIn,
  ReturnRejectionReason,
  ReturnResult,
} from "../../adapters/bank/bank-protocol.ts";
import { Fen } from "../../domain/shared/money.ts";
import { toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { book, CLEARING_ACCOUNT, findAccount } from "./books.ts";
import { once } from "./once.ts";
import { enqueue } from "./outbox.ts";
import { isReversed } from "./reversals.ts";

/** Payer accounts with this ending are closed in the sandbox: so it can be shown what follows when money cannot go back. */
export const CLOSED_ENDING = "9999";

/** Takes a return; it is executed afterwards, and its result is notified. */
export const acceptReturn = (db: BankDatabase, input: ReturnPayIn) =>
  once(db, "return", input.returnId, input, () => {
    db.run(
      "INSERT INTO payment_return VALUES (?, ?, ?, 'accepted')",
      input.returnId,
      input.bankSerial,
      input.amountFen,
    );
    return { accepted: true };
  });

const ReturnRow = z.object({ return_id: z.string(), serial: z.string(), amount_fen: Fen });
type ReturnRow = z.infer<typeof ReturnRow>;

const PayerRow = z.object({
  account_no: z.string(),
  amount_fen: z.int(),
  custody_account_no: z.string(),
});

/** Executes the oldest accepted return, with its result, in one transaction. @returns false when none is left */
export function executeNextReturn(db: BankDatabase, now: EpochMs): boolean {
  return db.transaction(() => {
    const asked = db.row(
      ReturnRow,
      "SELECT * FROM payment_return WHERE state = 'accepted' ORDER BY rowid LIMIT 1",
    );
    if (asked === undefined) return false;
    const result = execute(db, asked, now);
    db.run(
      "UPDATE payment_return SET state = ? WHERE return_id = ?",
      result.outcome,
      asked.return_id,
    );
    enqueue(db, "/bank/v1/return-results", asked.return_id, result);
    return true;
  });
}

function execute(db: BankDatabase, asked: ReturnRow, now: EpochMs): ReturnResult {
  const result = {
    returnId: asked.return_id,
    bankSerial: asked.serial,
    amountFen: asked.amount_fen,
    executedAt: toRfc3339(now),
  };
  const payer = db.row(PayerRow, "SELECT * FROM payer WHERE serial = ?", asked.serial);
  const reason = reasonAgainst(db, asked, payer);
  if (payer === undefined || reason !== undefined)
    return { ...result, outcome: "rejected", reason: reason ?? "unknown-serial" };
  const returnSerial = book(db, {
    kind: "return",
    reference: asked.serial,
    debit: payer.custody_account_no,
    credit: CLEARING_ACCOUNT,
    amountFen: asked.amount_fen,
    bookedAt: now,
  });
  return { ...result, outcome: "executed", returnSerial };
}

function reasonAgainst(
  db: BankDatabase,
  asked: ReturnRow,
  payer: z.infer<typeof PayerRow> | undefined,
): ReturnRejectionReason | undefined {
  if (payer === undefined) return "unknown-serial";
  if (payer.amount_fen !== asked.amount_fen) return "amount-differs";
  const returned = db.row(
    z.object({}),
    "SELECT 1 FROM payment_return WHERE serial = ? AND state = 'executed'",
    asked.serial,
  );
  if (returned !== undefined || isReversed(db, asked.serial)) return "returned-already";
  if (payer.account_no.endsWith(CLOSED_ENDING)) return "payer-account-closed";
  const custody = findAccount(db, payer.custody_account_no);
  return custody === undefined || custody.balance_fen < asked.amount_fen
    ? "insufficient-balance"
    : undefined;
}
