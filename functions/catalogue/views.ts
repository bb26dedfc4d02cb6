import type * as z from "zod";
import type { ClassSession, ClassState } from "../../domain/catalogue/class.ts";
import type { CourseState } from "../../domain/catalogue/course.ts";
import { findUnmetConditions } from "../../domain/catalogue/sellable.ts";
import { lessonOfSession, sessionStatus } from "../../domain/catalogue/session.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { sellableFactsOf } from "../../domain/institution/sellable-facts.ts";
import { shanghaiDate, toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import type { ClassView, CourseView } from "./schemas.ts";

/** A course as everybody may see it. */
export function courseView(
  course: CourseState,
  institution: InstitutionState,
  now: EpochMs,
): Omit<z.input<typeof CourseView>, "classes"> {
  const { courseId, title, subjectKey, category, mode, lessonCount, priceFen } = course;
  const unmet = findUnmetConditions(sellableFactsOf(institution), course, shanghaiDate(now));
  return {
    courseId,
    title,
    subjectKey,
    category,
    mode,
    lessonCount,
    priceFen,
    institution: {
      institutionId: institution.institutionId,
      name: institution.name,
      onSale: unmet.length === 0,
    },
  };
}

export const classView = (
  aClass: ClassState,
  sessions: readonly ClassSession[],
): z.input<typeof ClassView> => ({
  classId: aClass.classId,
  capacity: aClass.capacity,
  freeSeats: aClass.capacity - aClass.seatsTaken,
  startsAt: toRfc3339(aClass.startsAt),
  endsAt: toRfc3339(aClass.endsAt),
  sessions: sessions.map((session) => ({
    number: session.number,
    lessonNumber: lessonOfSession(session),
    startsAt: toRfc3339(session.startsAt),
    endsAt: toRfc3339(session.endsAt),
    status: sessionStatus(session),
  })),
});
