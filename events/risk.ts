import * as z from "zod";
import { FactName } from "../domain/shared/fact-names.ts";
import { ClassId, EnrolmentId, InstitutionId } from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { LocalDate, Timestamp } from "../domain/shared/time.ts";
import { TrainingCategory } from "../domain/shared/training.ts";
import { defineEvent } from "./define.ts";

/**
 * The facts of an institution and a day have other values than before; `facts` names those. It is no entry of a
 * journal: it follows from the day's item, whose version is its sequence.
 */
export const FactsChanged = defineEvent(
  "facts-changed",
  1,
  z.object({ institutionId: InstitutionId, day: LocalDate, facts: z.array(FactName).min(1) }),
);

/** What a lesson of its trade costs around an institution is another than it was told before. */
export const LocalPriceTold = defineEvent(
  "local-price-told",
  1,
  z.object({
    institutionId: InstitutionId,
    category: TrainingCategory,
    /** The median over the institutions of its county; 0 where too few of them sold any lesson. */
    medianFen: Fen,
    institutionCount: z.int(),
    /** The last day whose sales were counted. */
    day: LocalDate,
  }),
);

/** A session that an order's pupil was recorded at, and the lesson that it taught. */
const attendedLesson = z.object({
  institutionId: InstitutionId,
  enrolmentId: EnrolmentId,
  sessionNumber: z.int(),
  lessonNumber: z.int(),
  classId: ClassId,
  startsAt: Timestamp,
  endsAt: Timestamp,
});

/** A pupil was recorded at a lesson, and at another one at the same time; told anew where another one takes its place. */
export const DoubleAttendanceFound = defineEvent(
  "double-attendance-found",
  1,
  attendedLesson.extend({
    other: attendedLesson,
    /** The day in Asia/Shanghai on which both had been recorded. */
    knownOn: LocalDate,
  }),
);

/** One of the two records was taken back, or found untrue: the pupil was recorded at this lesson alone. */
export const DoubleAttendanceWithdrawn = defineEvent(
  "double-attendance-withdrawn",
  1,
  attendedLesson,
);
