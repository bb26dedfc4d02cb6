import * as z from "zod";

/** What one charge may not exceed: a number of lessons, an amount, a time. */
export const LimitOfCharge = z.enum(["lessons", "amount", "period"]);
export type LimitOfCharge = z.infer<typeof LimitOfCharge>;
