import * as z from "zod";
import type {
  InstructionResult,
  RejectionReason,
  Release,
} from "../../adapters/bank/bank-protocol.ts";
import { Fen } from "../../domain/shared/money.ts";
import { toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { book, findAccount } from "./books.ts";
import { once } from "./once.ts";
import { enqueue } from "./outbox.ts";

/** Takes an instruction; it is executed afterwards, and its result is notified. */
export const acceptRelease = (db: BankDatabase, input: Release) =>
  once(db, "release", input.instructionId, input, () => {
    db.run(
      "INSERT INTO release VALUES (?, ?, ?, ?, 'accepted')",
      input.instructionId,
      input.custodyAccountNo,
      input.payoutAccountNo,
      input.amountFen,
    );
    return { accepted: true };
  });

const ReleaseRow = z.object({
  instruction_id: z.string(),
  custody_account_no: z.string(),
  payout_account_no: z.string(),
  amount_fen: Fen,
});
type ReleaseRow = z.infer<typeof ReleaseRow>;

/**
 * Executes the oldest accepted instruction, with its result, in one transaction.
 * @param refusal why a bad bank refuses it, whatever the account holds
 * @returns false when none is left
 */
export function executeNextRelease(
  db: BankDatabase,
  now: EpochMs,
  refusal: () => RejectionReason | undefined,
): boolean {
  return db.transaction(() => {
    const release = db.row(
      ReleaseRow,
      "SELECT * FROM release WHERE state = 'accepted' ORDER BY rowid LIMIT 1",
    );
    if (release === undefined) return false;
    const result = execute(db, release, now, refusal());
    db.run(
      "UPDATE release SET state = ? WHERE instruction_id = ?",
      result.outcome,
      release.instruction_id,
    );
    enqueue(db, "/bank/v1/instruction-results", release.instruction_id, result);
    return true;
  });
}

function execute(
  db: BankDatabase,
  release: ReleaseRow,
  now: EpochMs,
  refusal: RejectionReason | undefined,
): InstructionResult {
  const result = {
    instructionId: release.instruction_id,
    amountFen: release.amount_fen,
    executedAt: toRfc3339(now),
  };
  const reason = refusal ?? reasonAgainst(db, release);
  if (reason !== undefined) return { ...result, outcome: "rejected", reason };
  const bankSerial = book(db, {
    kind: "release",
    reference: release.instruction_id,
    debit: release.custody_account_no,
    credit: release.payout_account_no,
    amountFen: release.amount_fen,
    bookedAt: now,
  });
  return { ...result, outcome: "executed", bankSerial };
}

function reasonAgainst(db: BankDatabase, release: ReleaseRow): RejectionReason | undefined {
  const custody = findAccount(db, release.custody_account_no);
  if (custody?.kind !== "custody") return "unknown-custody-account";
  const confirmed = db.row(
    z.object({}),
    "SELECT 1 FROM confirmed_payout WHERE custody_account_no = ? AND payout_account_no = ?",
    release.custody_account_no,
    release.payout_account_no,
  );
  if (confirmed === undefined) return "payout-account-not-confirmed";
  return custody.balance_fen < release.amount_fen ? "insufficient-balance" : undefined;
}
