import { CourseCreated } from "../../events/catalogue.ts";
import type { CountedAbsence } from "../enrolment/absence.ts";
import type { TrainingStage } from "../reference/vocabulary.ts";
import type { CourseId, InstitutionId, UnitId } from "../shared/ids.ts";
import type { Fen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import type { SubjectKey, TrainingCategory, TrainingMode } from "../shared/training.ts";
import type { CourseDecision } from "./course.ts";
import { refuseCatalogue } from "./refusals.ts";

export interface CreateCourse {
  readonly courseId: CourseId;
  readonly institutionId: InstitutionId;
  readonly countyUnitId: UnitId;
  readonly title: string;
  readonly subjectKey: SubjectKey;
  readonly category: TrainingCategory;
  readonly mode: TrainingMode;
  readonly lessonCount: number;
  readonly priceFen: Fen;
  readonly stage?: TrainingStage | undefined;
  readonly countedAbsence?: CountedAbsence | undefined;
}

/** The limits of one charge, resolved from the rule packs for the institution's place and category. */
export interface ChargeLimits {
  readonly rulePackVersion: string;
  readonly maxLessonCount: number;
  readonly maxAmountFen: Fen;
  /** The longest time that one charge may cover, in calendar months. */
  readonly maxMonths: number;
  /** How many calendar months before its first lesson a course may be charged; absent: at any time. */
  readonly earliestMonths?: number;
}

export type CreateCourseRefusal =
  "catalogue.too-many-lessons" | "catalogue.price-too-high" | "catalogue.price-too-low";

/**
 * Draws up a course. As a course is charged at once, it must itself keep the limits of one charge.
 * @source 十三部门意见 2022-12-29: at most 60 lessons, 5,000 yuan, 3 months
 */
export function decideCreateCourse(
  command: CreateCourse,
  limits: ChargeLimits,
  at: EpochMs,
): Result<CourseDecision, CreateCourseRefusal> {
  const { lessonCount, priceFen } = command;
  const { maxLessonCount, maxAmountFen } = limits;
  if (lessonCount > maxLessonCount)
    return refuseCatalogue("catalogue.too-many-lessons", { lessonCount, maxLessonCount });
  if (priceFen > maxAmountFen)
    return refuseCatalogue("catalogue.price-too-high", { priceFen, maxAmountFen });
  // Each lesson carries its own amount, and a release of nothing cannot be instructed.
  if (priceFen < lessonCount)
    return refuseCatalogue("catalogue.price-too-low", { priceFen, lessonCount });
  return ok({
    course: {
      ...command,
      status: "draft",
      rulePackVersion: limits.rulePackVersion,
      createdAt: at,
    },
    event: CourseCreated.make({
      courseId: command.courseId,
      institutionId: command.institutionId,
      subjectKey: command.subjectKey,
      category: command.category,
      mode: command.mode,
      lessonCount,
      priceFen,
    }),
  });
}
