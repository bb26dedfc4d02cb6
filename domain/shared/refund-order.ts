import * as z from "zod";
import { Fen } from "./money.ts";

/** So many lessons one order returns; a contract has 60 at most, and no complaint is about all of them. */
const MOST_LESSONS = 30;
const NOT_NOTHING = "金额须大于 0 / the amount is more than 0";

/** What a family is to get back: the amounts of whole lessons, or a sum. */
export const RefundOrder = z.union([
  z.strictObject({
    lessons: z
      .array(z.int().min(1).max(999))
      .min(1)
      .max(MOST_LESSONS)
      .meta({ description: "Numbers of lessons of the order, whose amounts go back" }),
  }),
  z.strictObject({ amountFen: Fen.refine((amount) => amount > 0, { error: NOT_NOTHING }) }),
]);
export type RefundOrder = z.infer<typeof RefundOrder>;
