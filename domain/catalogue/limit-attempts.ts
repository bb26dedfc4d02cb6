import * as z from "zod";
import { LimitAttempted } from "../../events/catalogue.ts";
import { CourseId, InstitutionId, UnitId } from "../shared/ids.ts";
import { LimitOfCharge } from "../shared/limit-of-charge.ts";
import type { Refusal } from "../shared/result.ts";
import { DAY_MS, localDate, LocalDate, startOfDay } from "../shared/time.ts";

/** Something that an institution wanted to sell beyond a limit of one charge. */
export const LimitAttempt = z.object({
  limit: LimitOfCharge,
  /** In lessons, in fen, or in days after the first. */
  tried: z.int(),
  most: z.int(),
  /** The course of which a class was to be opened; a course that was refused has no id. */
  courseId: CourseId.optional(),
});
export type LimitAttempt = z.infer<typeof LimitAttempt>;

/** So many different attempts of a day are noted: who goes on has shown it already, and nobody fills the table. */
export const MOST_ATTEMPTS_A_DAY = 20;

/** What an institution tried beyond the limits on one day; an attempt that is repeated counts once. */
export const LimitAttempts = z.object({
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  day: LocalDate,
  attempts: z.array(LimitAttempt).min(1).max(MOST_ATTEMPTS_A_DAY),
});
export type LimitAttempts = z.infer<typeof LimitAttempts>;

export interface AttemptDecision {
  readonly attempts: LimitAttempts;
  readonly event: ReturnType<typeof LimitAttempted.make>;
}

const daysAfter = (first: string | number | undefined, last: string | number | undefined): number =>
  (startOfDay(localDate(String(last))) - startOfDay(localDate(String(first)))) / DAY_MS;

/** The attempt that a refusal tells of; nothing where it was refused for another reason than a limit of one charge. */
export function attemptOf({ code, facts }: Refusal, courseId?: CourseId): LimitAttempt | undefined {
  const of = (limit: LimitOfCharge, tried: unknown, most: unknown): LimitAttempt =>
    LimitAttempt.parse({ limit, tried, most, courseId });
  const { firstDay, lastDay, latestDay } = facts;
  switch (code) {
    case "catalogue.too-many-lessons":
      return of("lessons", facts["lessonCount"], facts["maxLessonCount"]);
    case "catalogue.price-too-high":
      return of("amount", facts["priceFen"], facts["maxAmountFen"]);
    case "catalogue.too-long-a-period":
      return of("period", daysAfter(firstDay, lastDay), daysAfter(firstDay, latestDay));
    default:
      return undefined;
  }
}

const isSame = (a: LimitAttempt, b: LimitAttempt): boolean =>
  a.limit === b.limit && a.tried === b.tried && a.most === b.most && a.courseId === b.courseId;

/**
 * Notes an attempt among those of its day.
 * @param before those noted already, or whose they will be
 * @returns nothing where the same was noted before, or as many as are kept
 */
export function noteAttempt(
  before: Omit<LimitAttempts, "attempts"> & Partial<Pick<LimitAttempts, "attempts">>,
  attempt: LimitAttempt,
): AttemptDecision | undefined {
  const { institutionId, day, attempts: noted = [] } = before;
  if (noted.length >= MOST_ATTEMPTS_A_DAY || noted.some((one) => isSame(one, attempt)))
    return undefined;
  return {
    attempts: { ...before, attempts: [...noted, attempt] },
    event: LimitAttempted.make({ institutionId, day, ...attempt }),
  };
}
