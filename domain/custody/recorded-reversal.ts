import * as z from "zod";
import { EpochMs } from "../shared/time.ts";

export const ReversalOutcome = z.enum([
  /** The order's money was all free: it is out of custody, and the order has ended. */
  "taken-back",
  /** Some of it was not free any more: that part lacks in custody, and a person sees to it. */
  "short",
  /** It was held aside, and is so no more. */
  "aside",
  /** Noted only: what it means for the books is for a person to say. */
  "contested",
]);
export type ReversalOutcome = z.infer<typeof ReversalOutcome>;

/** A reversal as it was recorded with its pay-in. */
export const RecordedReversal = z.object({
  reversalSerial: z.string().min(1).max(64),
  outcome: ReversalOutcome,
  recordedAt: EpochMs,
});
export type RecordedReversal = z.infer<typeof RecordedReversal>;
