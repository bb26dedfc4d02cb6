import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import { PayInReversed } from "../../events/custody.ts";
import { Fen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { ReversalReason } from "../shared/reversal-reason.ts";
import { EpochMs, toRfc3339 } from "../shared/time.ts";
import type { AccountHolder, PayIn, SuspendedPayIn } from "./pay-in.ts";
import { refuseCustody } from "./refusals.ts";
import type { RecordedReversal } from "./recorded-reversal.ts";

/** What a bank reports when it takes a pay-in back that it had notified; on every delivery the same. 冲正 */
export const Reversal = z.object({
  /** The bank's own number of the reversal. */
  reversalSerial: z.string().min(1).max(64),
  amountFen: Fen,
  reversedAt: EpochMs,
  reasonCode: ReversalReason,
});
export type Reversal = z.infer<typeof Reversal>;

/** The first report is to be recorded; the same one again finds what was recorded then. */
export type ReversalReceipt =
  { readonly kind: "first" } | { readonly kind: "already"; readonly recorded: RecordedReversal };

export type ReversalRefusal = "custody.reversal-wrong-amount" | "custody.reversal-contradicts";

/**
 * A pay-in is reversed whole, and once. Another amount, or another reversal of the same pay-in, is a contradiction
 * that the bank has to settle; it changes nothing.
 */
export function checkReversal(
  payIn: PayIn,
  recorded: RecordedReversal | undefined,
  { reversalSerial, amountFen }: Reversal,
): Result<ReversalReceipt, ReversalRefusal> {
  const { bankSerial } = payIn;
  if (amountFen !== payIn.amountFen)
    return refuseCustody("custody.reversal-wrong-amount", {
      ...{ bankSerial, paidFen: payIn.amountFen, amountFen },
    });
  if (recorded === undefined) return ok({ kind: "first" });
  if (recorded.reversalSerial !== reversalSerial)
    return refuseCustody("custody.reversal-contradicts", {
      ...{ bankSerial, recordedSerial: recorded.reversalSerial, reversalSerial },
    });
  return ok({ kind: "already", recorded });
}

export interface ReversedAside {
  readonly payIn: SuspendedPayIn;
  readonly recorded: RecordedReversal;
  readonly event: DomainEvent;
}

/**
 * Money that was held aside is gone with its reversal. Where its return is under way or done, it may leave the
 * account a second time: the reversal is noted, and a person has to look.
 */
export function reverseAside(
  payIn: SuspendedPayIn,
  { reversalSerial, reasonCode, reversedAt }: Reversal,
  at: EpochMs,
): ReversedAside {
  const outcome = payIn.status === "held" ? "aside" : "contested";
  const recorded: RecordedReversal = { reversalSerial, outcome, recordedAt: at };
  return {
    payIn: { ...payIn, ...(outcome === "aside" ? { status: "reversed" } : {}), reversal: recorded },
    recorded,
    event: PayInReversed.make({
      ...{ ...payIn, reversalSerial, reasonCode, outcome },
      reversedAt: toRfc3339(reversedAt),
    }),
  };
}

/** The reversal has overtaken its notice: the pay-in is recorded as gone, so that the notice pays nothing. */
export function reverseUnknown(
  payIn: PayIn,
  holder: AccountHolder | undefined,
  { reversalSerial, reasonCode, reversedAt }: Reversal,
  at: EpochMs,
): ReversedAside {
  const recorded: RecordedReversal = { reversalSerial, outcome: "aside", recordedAt: at };
  const { institutionId, countyUnitId } = holder ?? {};
  const owner = institutionId === undefined ? {} : { institutionId, countyUnitId };
  return {
    payIn: {
      ...{ ...payIn, ...owner, status: "reversed", reason: "reversed", suspendedAt: at },
      reversal: recorded,
    },
    recorded,
    event: PayInReversed.make({
      ...{ ...payIn, ...owner, reversalSerial, reasonCode, outcome: "aside" },
      reversedAt: toRfc3339(reversedAt),
    }),
  };
}
