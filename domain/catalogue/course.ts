import * as z from "zod";
import { CountedAbsence } from "../enrolment/absence.ts";
import { RulePackVersions } from "../reference/rule-packs.ts";
import { TrainingStage } from "../reference/vocabulary.ts";
import type { DomainEvent } from "../../events/define.ts";
import { CourseId, InstitutionId, UnitId } from "../shared/ids.ts";
import { Fen } from "../shared/money.ts";
import { EpochMs } from "../shared/time.ts";
import { SubjectKey, TrainingCategory, TrainingMode } from "../shared/training.ts";
import { CourseStatus } from "./transitions.ts";

/** A course as an institution offers it: so many lessons for one price, charged at once. */
export const CourseState = z.object({
  courseId: CourseId,
  institutionId: InstitutionId,
  countyUnitId: UnitId,
  title: z.string().min(1).max(60),
  subjectKey: SubjectKey,
  category: TrainingCategory,
  mode: TrainingMode,
  lessonCount: z.int().min(1),
  priceFen: Fen,
  /** Whom it is for (学段); subject training is for compulsory education unless it says otherwise. */
  stage: TrainingStage.optional(),
  /** Which absences count as lessons taken, as its contracts will say; absent: none. */
  countedAbsence: CountedAbsence.optional(),
  status: CourseStatus,
  /** The versions of the rule packs whose limits the course was checked against. */
  rulePackVersion: RulePackVersions,
  createdAt: EpochMs,
  publishedAt: EpochMs.optional(),
});
export type CourseState = z.infer<typeof CourseState>;

/** What a decision about a course wants written: the next head and its one event. */
export interface CourseDecision<E extends DomainEvent = DomainEvent> {
  readonly course: CourseState;
  readonly event: E;
}
