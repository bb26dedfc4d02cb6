import type { ClassSession, ClassState } from "../catalogue/class.ts";
import type { CourseState } from "../catalogue/course.ts";
import { lessonOfSession, standingSessions } from "../catalogue/session.ts";
import { type Fen, lessonAmountFen } from "../shared/money.ts";
import { ok, type Result } from "../shared/result.ts";
import { refuseEnrolment } from "./refusals.ts";

/** A class with its course and its sessions. */
export interface WholeClass {
  readonly course: CourseState;
  readonly class: ClassState;
  readonly sessions: readonly ClassSession[];
}

/**
 * How many lessons of a course an amount buys, to the fen: so many times the course's price of a lesson, and at most
 * the fen besides that the course's own division leaves over, which lie on the last lesson. No lesson is cheaper or
 * dearer than in the course, and nobody owes the other a rest.
 */
export function lessonsBought(
  { lessonCount: most, priceFen }: Pick<CourseState, "lessonCount" | "priceFen">,
  amountFen: Fen,
): Result<number, "enrolment.change-too-dear" | "enrolment.change-leaves-rest"> {
  const unitFen = lessonAmountFen(priceFen, most, 1);
  if (unitFen === 0 || amountFen < unitFen)
    return refuseEnrolment("enrolment.change-too-dear", {
      amountFen,
      unitFen,
      lackingFen: unitFen - amountFen,
    });
  const lessonCount = Math.min(most, Math.floor(amountFen / unitFen));
  const restFen = amountFen - lessonCount * unitFen;
  if (restFen > priceFen - most * unitFen)
    return refuseEnrolment("enrolment.change-leaves-rest", {
      ...{ amountFen, unitFen, lessonCount, restFen },
      lackingFen: unitFen - restFen,
      classLessonCount: most,
    });
  return ok(lessonCount);
}

/** The first lessons of a class at a price: what an order of no more than these is about. */
export function partOfClass(
  { course, class: aClass, sessions }: WholeClass,
  { lessonCount, priceFen }: { readonly lessonCount: number; readonly priceFen: Fen },
): WholeClass {
  const part = sessions.filter((session) => lessonOfSession(session) <= lessonCount);
  const endsAt = standingSessions(part).at(-1)?.endsAt ?? aClass.endsAt;
  return {
    course: { ...course, lessonCount, priceFen },
    class: { ...aClass, endsAt },
    sessions: part,
  };
}
