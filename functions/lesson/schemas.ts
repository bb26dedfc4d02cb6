import * as z from "zod";
import { EnrolmentId } from "../../domain/shared/ids.ts";

/** Shapes that several answers of this capability share. */

/** So many enrolments one call takes; a larger class is sent in parts. */
export const MOST_ENROLMENTS = 33;

/** A number in the path. */
const Counted = z.coerce.number().int().min(1).max(999);
export const SessionNumber = Counted.meta({ description: "The session of the class, from 1" });
export const LessonNumber = Counted.meta({ description: "The lesson of the enrolment, from 1" });

/** What became of one enrolment of a batch: done, or refused for a reason of its own. */
export const EnrolmentOutcome = z.union([
  z.strictObject({ enrolmentId: EnrolmentId, outcome: z.literal("done") }),
  z.strictObject({
    enrolmentId: EnrolmentId,
    problem: z.strictObject({
      code: z.string().meta({ description: "Stable; programs decide by it" }),
      detail: z.string().meta({ description: "For people, in the caller's language" }),
    }),
  }),
]);
export type EnrolmentOutcome = z.infer<typeof EnrolmentOutcome>;

/** The answer of a batch: one outcome for each enrolment, in the order asked. */
export const BatchAnswer = z.strictObject({ results: z.array(EnrolmentOutcome) });

/** Whether each enrolment is named once: two records of one would contradict each other. */
export const namesEachOnce = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;
export const NAMED_TWICE = "每个订单只能出现一次 / each enrolment may be named once";
