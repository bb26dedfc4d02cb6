import * as z from "zod";
import { ClassId, CourseId, InstitutionId, MemberId } from "../domain/shared/ids.ts";
import { LimitOfCharge } from "../domain/shared/limit-of-charge.ts";
import { Fen } from "../domain/shared/money.ts";
import { LocalDate, Timestamp } from "../domain/shared/time.ts";
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

/** An institution wanted to sell beyond a limit of one charge and was refused; the same attempt is told once a day. */
export const LimitAttempted = defineEvent(
  "limit-attempted",
  1,
  z.object({
    institutionId: InstitutionId,
    /** In Asia/Shanghai. */
    day: LocalDate,
    limit: LimitOfCharge,
    /** What was wanted and what is allowed: lessons, fen, or days after the first. */
    tried: z.int(),
    most: z.int(),
    /** The course of which a class was to be opened; a course that was refused has no id. */
    courseId: CourseId.optional(),
  }),
);

/** What is said of a session, at its new times where it was moved. */
const ofSession = z.object({
  classId: ClassId,
  institutionId: InstitutionId,
  sessionNumber: z.int(),
  /** The lesson that it teaches: of the same number, unless it makes another one up. */
  lessonNumber: z.int(),
  startsAt: Timestamp,
  endsAt: Timestamp,
  /** It is for those alone who missed the session of this number; absent: for the whole class. */
  absentFrom: z.int().optional(),
});

/** A session does not take place; nobody's lesson is consumed by it. */
export const LessonCancelled = defineEvent("lesson-cancelled", 1, ofSession);

/** A session takes place at another time. */
export const LessonRescheduled = defineEvent("lesson-rescheduled", 1, ofSession);

/** One more session is planned for a lesson that was cancelled or missed. */
export const MakeUpPlanned = defineEvent("make-up-planned", 1, ofSession);

/** The institution gives a class up: families get back what they have not had. */
export const ClassCancelled = defineEvent(
  "class-cancelled",
  1,
  z.object({ classId: ClassId, institutionId: InstitutionId }),
);

/** Somebody else teaches a class, or one session of it. */
export const TeacherChanged = defineEvent(
  "teacher-changed",
  1,
  z.object({
    classId: ClassId,
    institutionId: InstitutionId,
    teacherId: MemberId,
    /** Absent where nobody was named before. */
    formerTeacherId: MemberId.optional(),
    /** Absent: all sessions from now on. */
    sessionNumber: z.int().optional(),
  }),
);
