import * as z from "zod";
import { DisputeStatus } from "../../domain/lesson/dispute.ts";
import { DisputeReason } from "../../domain/shared/dispute-reason.ts";
import {
  ComplaintId,
  DisputeId,
  EnrolmentId,
  InstitutionId,
  MemberId,
  UnitId,
} from "../../domain/shared/ids.ts";
import { Fen } from "../../domain/shared/money.ts";
import { Timestamp } from "../../domain/shared/time.ts";

/** Shapes that several answers of this capability share. */

/** So many enrolments one call takes; a larger class is sent in parts. */
export const MOST_ENROLMENTS = 33;

/** A number in the path. */
const Counted = z.coerce.number().int().min(1).max(999);
export const SessionNumber = Counted.meta({ description: "The session of the class, from 1" });
export const LessonNumber = Counted.meta({ description: "The lesson of the enrolment, from 1" });

/** Why something of a batch is refused. */
const OneProblem = z.strictObject({
  code: z.string().meta({ description: "Stable; programs decide by it" }),
  detail: z.string().meta({ description: "For people, in the caller's language" }),
});

/** What became of one enrolment of a batch: done, or refused for a reason of its own. */
export const EnrolmentOutcome = z.union([
  z.strictObject({ enrolmentId: EnrolmentId, outcome: z.literal("done") }),
  z.strictObject({ enrolmentId: EnrolmentId, problem: OneProblem }),
]);
export type EnrolmentOutcome = z.infer<typeof EnrolmentOutcome>;

/** The answer of a batch: one outcome for each enrolment, in the order asked. */
export const BatchAnswer = z.strictObject({ results: z.array(EnrolmentOutcome) });
export type BatchAnswer = z.infer<typeof BatchAnswer>;

/** Whether each enrolment is named once: two records of one would contradict each other. */
export const namesEachOnce = (ids: readonly string[]): boolean => new Set(ids).size === ids.length;
export const NAMED_TWICE = "每个订单只能出现一次 / each enrolment may be named once";
export const LESSON_NAMED_TWICE = "每个课时只能出现一次 / each lesson may be named once";

/** A lesson by its enrolment and number. */
export const LessonRef = z.strictObject({
  enrolmentId: EnrolmentId,
  lessonNumber: z.int().min(1).max(999),
});
export type LessonRef = z.infer<typeof LessonRef>;

/** What became of one lesson of many: done, or refused for a reason of its own. */
export const LessonOutcome = z.union([
  z.strictObject({ ...LessonRef.shape, outcome: z.literal("done"), amountFen: Fen }),
  z.strictObject({ ...LessonRef.shape, problem: OneProblem }),
]);
export type LessonOutcome = z.infer<typeof LessonOutcome>;

/** What is said of the end of a confirmation's time to be undone, wherever it is shown. */
export const UNDO_UNTIL =
  "Until when the guardian may take the confirmation back; absent once the bank is instructed, or where it stands at once";

/** What a person writes about a dispute; it may name anyone, and lies sealed. */
export const DisputeText = z
  .string()
  .trim()
  .min(2)
  .max(1000)
  .meta({ description: "In the writer's own words; kept sealed, shown to the officers only" });

/** How a dispute is shown in a list. */
export const DisputeView = z.strictObject({
  disputeId: DisputeId,
  enrolmentId: EnrolmentId,
  lessonNumber: z.int(),
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  amountFen: Fen.meta({ description: "What is, or was, frozen" }),
  reason: DisputeReason,
  complaintId: ComplaintId.optional().meta({ description: "The complaint that froze the lesson" }),
  status: DisputeStatus,
  openedAt: Timestamp,
  settledAt: Timestamp.optional(),
  settledBy: MemberId.optional().meta({ description: "The officer who found" }),
});

export const DisputeDetail = z.strictObject({
  ...DisputeView.shape,
  familyText: z.string().optional(),
  officerText: z.string().optional(),
});
