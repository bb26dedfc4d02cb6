import * as z from "zod";
import { CountedAbsence } from "../../domain/enrolment/absence.ts";
import { TrainingStage } from "../../domain/reference/vocabulary.ts";
import { CourseState } from "../../domain/catalogue/course.ts";
import { SessionStatus } from "../../domain/catalogue/session.ts";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { hasHiddenCharacters } from "../../domain/shared/list-fields.ts";
import { Fen } from "../../domain/shared/money.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { ClassId } from "../../domain/shared/ids.ts";

/** Shapes of courses and classes. */

/** How many sessions fit one transaction beside the class itself; the rules allow fewer. */
const MOST_SESSIONS = 90;

export const NewCourse = z.strictObject({
  title: z
    .string()
    .trim()
    .min(2)
    .max(60)
    .refine(
      (title) => !hasHiddenCharacters(title),
      "不得含控制字符或不可见字符 / no control or invisible characters",
    )
    .meta({ description: "The course's name as families see it", examples: ["书法入门"] }),
  ...CourseState.pick({ subjectKey: true, category: true, mode: true }).shape,
  lessonCount: z.int().min(1).max(1000).meta({ description: "Lessons (课时) of the whole course" }),
  priceFen: Fen.min(1).meta({ description: "The whole price in fen, charged at once" }),
  stage: TrainingStage.optional().meta({
    description:
      "Whom it is for; subject training counts as compulsory education unless said otherwise",
  }),
  countedAbsence: CountedAbsence.optional().meta({
    description: "Which absences its contracts count as lessons taken; absent: none",
  }),
});

export const SessionTimes = z.strictObject({ startsAt: Timestamp, endsAt: Timestamp });

/** Somebody who teaches at the institution, known as every member is: by the account, not by name. */
export const TeacherAccount = z.strictObject({
  issuer: z.url().max(500).meta({ description: "`iss` of the account's tokens" }),
  subject: z.string().min(1).max(255).meta({ description: "`sub` of the account's tokens" }),
});

export const NewClass = z.strictObject({
  capacity: z.int().min(1).max(500).meta({ description: "Seats" }),
  sessions: z
    .array(SessionTimes)
    .min(1)
    .max(MOST_SESSIONS)
    .meta({ description: "One for each lesson, in the order of time" }),
  teacher: TeacherAccount.optional().meta({
    description: "Whom the contracts of this class name as its teacher; absent: nobody",
  }),
});

export const ClassView = z.strictObject({
  classId: ClassId,
  capacity: z.int(),
  freeSeats: z.int(),
  startsAt: Timestamp,
  endsAt: Timestamp,
  sessions: z.array(
    z.strictObject({
      number: z.int(),
      lessonNumber: z.int().meta({ description: "The lesson that it teaches" }),
      startsAt: Timestamp,
      endsAt: Timestamp,
      status: SessionStatus,
    }),
  ),
});

export const CourseView = z.strictObject({
  ...CourseState.pick({
    courseId: true,
    title: true,
    subjectKey: true,
    category: true,
    mode: true,
    lessonCount: true,
    priceFen: true,
  }).shape,
  institution: z.strictObject({
    institutionId: InstitutionId,
    name: z.string(),
    onSale: z.boolean().meta({ description: "Whether the institution may sell the course today" }),
  }),
  classes: z.array(ClassView),
});
