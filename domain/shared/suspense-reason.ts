import * as z from "zod";

/** Why money that came in is held aside instead of paying an order. */
export const SuspenseReason = z.enum([
  "unknown-reference",
  "wrong-account",
  "wrong-amount",
  "late",
  "already-paid",
  "order-closed",
  "list-closed",
]);
export type SuspenseReason = z.infer<typeof SuspenseReason>;
