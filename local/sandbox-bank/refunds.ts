import * as z from "zod";
import type {
  NamedRefund,
  RefundPayment,
  RefundRejectionReason,
  RefundResult,
} from "../../adapters/bank/bank-protocol.ts";
import { Fen } from "../../domain/shared/money.ts";
import { toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { book, CLEARING_ACCOUNT, findAccount } from "./books.ts";
import { once } from "./once.ts";
import { enqueue } from "./outbox.ts";
import { isReversed } from "./reversals.ts";
import { CLOSED_ENDING } from "./returns.ts";

/** Takes a refund; it is executed afterwards, and its result is notified. */
export const acceptRefund = (db: BankDatabase, input: RefundPayment | NamedRefund) =>
  once(db, "refund", input.instructionId, input, () => {
    db.run(
      "INSERT INTO refund VALUES (?, ?, ?, ?, 'accepted')",
      input.instructionId,
      input.custodyAccountNo,
      "bankSerial" in input ? input.bankSerial : null,
      input.amountFen,
    );
    return { accepted: true };
  });

const RefundRow = z.object({
  instruction_id: z.string(),
  custody_account_no: z.string(),
  /** None where the platform names the account to pay to. */
  serial: z.string().nullable(),
  amount_fen: Fen,
});
type RefundRow = z.infer<typeof RefundRow>;

/**
 * Executes the oldest accepted refund, with its result, in one transaction.
 * @param refusal why a bad bank refuses it, whatever the account holds
 * @returns false when none is left
 */
export function executeNextRefund(
  db: BankDatabase,
  now: EpochMs,
  refusal: () => RefundRejectionReason | undefined,
): boolean {
  return db.transaction(() => {
    const asked = db.row(
      RefundRow,
      "SELECT * FROM refund WHERE state = 'accepted' ORDER BY rowid LIMIT 1",
    );
    if (asked === undefined) return false;
    const result = execute(db, asked, now, refusal());
    db.run(
      "UPDATE refund SET state = ? WHERE instruction_id = ?",
      result.outcome,
      asked.instruction_id,
    );
    enqueue(db, "/bank/v1/refund-results", asked.instruction_id, result);
    return true;
  });
}

function execute(
  db: BankDatabase,
  asked: RefundRow,
  now: EpochMs,
  refusal: RefundRejectionReason | undefined,
): RefundResult {
  const result = {
    instructionId: asked.instruction_id,
    amountFen: asked.amount_fen,
    executedAt: toRfc3339(now),
  };
  const reason = refusal ?? reasonAgainst(db, asked);
  if (reason !== undefined) return { ...result, outcome: "rejected", reason };
  const refundSerial = book(db, {
    kind: "refund",
    reference: asked.instruction_id,
    debit: asked.custody_account_no,
    credit: CLEARING_ACCOUNT,
    amountFen: asked.amount_fen,
    bookedAt: now,
  });
  return { ...result, outcome: "executed", refundSerial };
}

const PayerRow = z.object({
  account_no: z.string(),
  amount_fen: z.int(),
  custody_account_no: z.string(),
});
const Sum = z.object({ fen: z.int() });

function reasonAgainst(db: BankDatabase, asked: RefundRow): RefundRejectionReason | undefined {
  const reason = asked.serial === null ? undefined : reasonOfPayment(db, asked, asked.serial);
  if (reason !== undefined) return reason;
  const custody = findAccount(db, asked.custody_account_no);
  return custody === undefined || custody.balance_fen < asked.amount_fen
    ? "insufficient-balance"
    : undefined;
}

/** Of one payment no more goes back than came, in however many parts. */
function reasonOfPayment(
  db: BankDatabase,
  asked: RefundRow,
  serial: string,
): RefundRejectionReason | undefined {
  const payer = db.row(PayerRow, "SELECT * FROM payer WHERE serial = ?", serial);
  if (payer?.custody_account_no !== asked.custody_account_no) return "unknown-serial";
  const before = db.row(
    Sum,
    "SELECT coalesce(sum(amount_fen), 0) AS fen FROM refund WHERE serial = ? AND state = 'executed'",
    serial,
  );
  const leftFen = isReversed(db, serial) ? 0 : payer.amount_fen - (before?.fen ?? 0);
  if (asked.amount_fen > leftFen) return "exceeds-payment";
  return payer.account_no.endsWith(CLOSED_ENDING) ? "payer-account-closed" : undefined;
}
