import * as z from "zod";
import { ClassId, CourseId, InstitutionId } from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { Timestamp } from "../domain/shared/time.ts";
import { SubjectKey, TrainingCategory, TrainingMode } from "../domain/shared/training.ts";
import { defineEvent } from "./define.ts";

/** An institution has drawn up a course. */
export const CourseCreated = defineEvent(
  "course-created",
  1,
  z.object({
    courseId: CourseId,
    institutionId: InstitutionId,
    subjectKey: SubjectKey,
    category: TrainingCategory,
    mode: TrainingMode,
    lessonCount: z.int(),
    priceFen: Fen,
  }),
);

/** A course is on sale. */
export const CoursePublished = defineEvent(
  "course-published",
  1,
  z.object({ courseId: CourseId, institutionId: InstitutionId }),
);

/** A class with all its sessions stands open for orders. */
export const ClassOpened = defineEvent(
  "class-opened",
  1,
  z.object({
    classId: ClassId,
    courseId: CourseId,
    institutionId: InstitutionId,
    capacity: z.int(),
    sessionCount: z.int(),
    startsAt: Timestamp,
    endsAt: Timestamp,
  }),
);
