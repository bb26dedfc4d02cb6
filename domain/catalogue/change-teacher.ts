import { TeacherChanged } from "../../events/catalogue.ts";
import type { MemberId } from "../shared/ids.ts";
import { ok, type Result } from "../shared/result.ts";
import { toRfc3339, type EpochMs } from "../shared/time.ts";
import type { ClassPlan, ClassSession } from "./class.ts";
import { refuseCatalogue } from "./refusals.ts";
import type { SessionDecision } from "./session.ts";

export type ChangeTeacherRefusal =
  | "catalogue.teacher-unchanged"
  | "catalogue.session-cancelled"
  | "catalogue.session-begun"
  | "catalogue.class-over";

/** The class has another teacher from now on. What that means to a family depends on its contract. */
export function decideChangeTeacher(
  aClass: ClassPlan,
  teacherId: MemberId,
  at: EpochMs,
): Result<Omit<SessionDecision, "session">, ChangeTeacherRefusal> {
  if (aClass.endsAt <= at)
    return refuseCatalogue("catalogue.class-over", { endsAt: toRfc3339(aClass.endsAt) });
  if (aClass.teacherId === teacherId)
    return refuseCatalogue("catalogue.teacher-unchanged", { teacherId });
  return ok({
    class: { ...aClass, teacherId },
    event: TeacherChanged.make(namesOf(aClass, teacherId, aClass.teacherId)),
  });
}

/** Somebody else teaches one session that has not begun. */
export function decideSubstituteTeacher(
  aClass: ClassPlan,
  session: ClassSession,
  teacherId: MemberId,
  at: EpochMs,
): Result<SessionDecision, ChangeTeacherRefusal> {
  const { number } = session;
  if (session.cancelledAt !== undefined)
    return refuseCatalogue("catalogue.session-cancelled", { number });
  if (session.recordedAt !== undefined || session.startsAt <= at)
    return refuseCatalogue("catalogue.session-begun", {
      number,
      startsAt: toRfc3339(session.startsAt),
    });
  const former = session.teacherId ?? aClass.teacherId;
  if (former === teacherId) return refuseCatalogue("catalogue.teacher-unchanged", { teacherId });
  return ok({
    class: aClass,
    session: { ...session, teacherId },
    event: TeacherChanged.make({
      ...namesOf(aClass, teacherId, former),
      sessionNumber: number,
    }),
  });
}

const namesOf = (
  { classId, institutionId }: ClassPlan,
  teacherId: MemberId,
  formerTeacherId: MemberId | undefined,
) => ({ classId, institutionId, teacherId, formerTeacherId });
