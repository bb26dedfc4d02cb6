import * as z from "zod";

/** Why a bank takes a pay-in back. */
export const ReversalReason = z.enum([
  /** The payer's own bank did not cover it. */
  "not-covered",
  /** It was booked to the wrong account, or twice. */
  "booked-in-error",
  /** The payer disputes that it ordered the payment. */
  "payer-disputes",
  /** A court or the police had it taken back. */
  "ordered-by-authority",
]);
export type ReversalReason = z.infer<typeof ReversalReason>;
