import * as z from "zod";
import type { SaleLimits } from "../catalogue/resolve-limits.ts";
import { addMonths } from "../shared/calendar-months.ts";
import { JobId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { Fen, lessonAmountFen, sumFen } from "../shared/money.ts";
import { EpochMs, LocalDate } from "../shared/time.ts";

/** Which limits of one charge (一次收费) a sale of before kept not. */
export const OverLimit = z.enum(["lessons", "amount", "months"]);
export type OverLimit = z.infer<typeof OverLimit>;

/** What an institution says that it sold before it joined: the sale, and how much of it has been taught. */
export const EarlierSale = z.object({
  /** The institution's own number of the contract; longer ones would burst the head's kilobyte. */
  contractNo: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._/-]{0,29}$/),
  lessonsBought: z.int().min(1),
  lessonsTaught: z.int().min(0),
  /** All that the family paid, also for what has been taught: it is no money in custody. */
  paidFen: Fen,
  paidOn: LocalDate,
});
export type EarlierSale = z.infer<typeof EarlierSale>;

/** Where an enrolment comes from that was no order here: the list, and the sale of before. */
export const Opening = EarlierSale.extend({
  jobId: JobId,
  line: z.int().min(2),
  overLimits: z.array(OverLimit),
  /** When the institution's deposit of it was recorded; the bank's serial of that lies with the list. */
  receivedAt: EpochMs.optional(),
});
export type Opening = z.infer<typeof Opening>;

export const lessonsLeft = ({ lessonsBought, lessonsTaught }: EarlierSale): number =>
  lessonsBought - lessonsTaught;

/**
 * What of the payment belongs to lessons still untaught: the amounts of those lessons, each as every payment
 * is split, whole fen and the remainder on the last.
 */
export function unconsumedFen(sale: EarlierSale): Fen {
  const { paidFen, lessonsBought, lessonsTaught } = sale;
  const left = lessonsLeft(sale);
  invariant(left >= 1, `${lessonsTaught} of ${lessonsBought} lessons leave something to teach`);
  return sumFen(
    Array.from({ length: left }, (_, place) =>
      lessonAmountFen(paidFen, lessonsBought, lessonsTaught + 1 + place),
    ),
  );
}

/**
 * The limits that the sale of before went over. It is taken over all the same: the money exists, and belongs
 * into custody whatever was wrong with taking it.
 * @param lastDay the last day of the class that teaches the rest
 * @source 教监管函〔2021〕2号: also fees taken earlier and not yet taught go into the one dedicated account
 */
export function limitsPassed(
  { lessonsBought, paidFen, paidOn }: EarlierSale,
  lastDay: LocalDate,
  limits: Pick<SaleLimits, "maxLessonCount" | "maxAmountFen" | "maxMonths">,
): readonly OverLimit[] {
  const passed: Readonly<Record<OverLimit, boolean>> = {
    lessons: lessonsBought > limits.maxLessonCount,
    amount: paidFen > limits.maxAmountFen,
    months: lastDay > addMonths(paidOn, limits.maxMonths),
  };
  return OverLimit.options.filter((limit) => passed[limit]);
}
