import * as z from "zod";
import { InstructionResult } from "../../adapters/bank/bank-protocol.ts";
import { Balances } from "../../domain/custody/balances.ts";
import { EnrolmentId, InstructionId } from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { LedgerMove } from "../../domain/shared/money-move.ts";
import { Timestamp } from "../../domain/shared/time.ts";

/** Shapes that several answers of this capability share. */

/** The bank's report; what the outcome needs must be there. */
export const ReportedResult = InstructionResult.refine(
  (result) => result.outcome !== "executed" || result.bankSerial !== undefined,
  {
    path: ["bankSerial"],
    error: "执行结果须附银行流水号 / an executed result names the bank's serial",
  },
).refine((result) => result.outcome !== "rejected" || result.reason !== undefined, {
  path: ["reason"],
  error: "退回结果须附原因 / a rejected result names its reason",
});

/** How a result stands recorded; the same for every report of it. */
export const RecordedResult = z.strictObject({
  instructionId: InstructionId,
  outcome: z.enum(["executed", "rejected"]),
  recordedAt: Timestamp,
});
export type RecordedResult = z.infer<typeof RecordedResult>;

/** Where every fen is; `paid` and `transferredIn` together are the sum of all the others. */
export const BalancesView = z.strictObject(Balances.shape).meta({
  id: "Balances",
  description: "What came in (paid, transferredIn) and where all of it is now, in fen",
});

/** What lacks in custody of the orders whose payments the bank has taken back. */
export const ShortFen = Fen.meta({
  description:
    "Taken back by the bank though it was not free any more, and not made good yet: the bank holds so much less",
});

export const PositionShare = z.strictObject({
  enrolmentId: EnrolmentId,
  balancesFen: BalancesView,
  heldInCustodyFen: Fen.meta({
    description: "Of this order's money, what has not left custody; the bank holds `shortFen` less",
  }),
  shortFen: ShortFen.optional(),
  entryCount: z.int().meta({ description: "Journal entries that this share holds" }),
  entriesBehind: z.int().min(0).meta({ description: "Journal entries that are not folded in yet" }),
});

export const JournalEntryView = z.strictObject({
  sequence: z.int().meta({ description: "Counted from 1 within the enrolment, without a gap" }),
  at: Timestamp,
  actor: z.string().meta({ description: "Who did it: member:…, bank:… or platform:…" }),
  event: z.string(),
  moves: z.array(z.strictObject(LedgerMove.shape)).readonly(),
});
