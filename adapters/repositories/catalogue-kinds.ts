import type * as z from "zod";
import { ClassState } from "../../domain/catalogue/class.ts";
import { CourseState } from "../../domain/catalogue/course.ts";
import { LimitAttempts } from "../../domain/catalogue/limit-attempts.ts";
import type { AggregateKind } from "../aggregates.ts";
import { keys } from "../table/keys.ts";

export const courseKind: AggregateKind<CourseState> = {
  type: "course",
  key: keys.course,
  schema: CourseState,
  idOf: (state) => state.courseId,
  scope: (state) => ({ unitId: state.countyUnitId, institutionId: state.institutionId }),
};

/** The head of a class without the count of its taken seats, which orders change beside it. */
export const ClassHead = ClassState.omit({ seatsTaken: true });
export type ClassHead = z.infer<typeof ClassHead>;

export const classKind: AggregateKind<ClassHead> = {
  type: "class",
  key: keys.class,
  schema: ClassHead,
  idOf: (state) => state.classId,
  scope: (state) => ({ unitId: state.countyUnitId, institutionId: state.institutionId }),
};

/** The attempts of an institution on a day: one item for each day on which it tried. */
export const limitAttemptsId = ({
  institutionId,
  day,
}: Pick<LimitAttempts, "institutionId" | "day">): string => `${institutionId}.${day}`;

export const limitAttemptsKind: AggregateKind<LimitAttempts> = {
  type: "limit-attempts",
  key: keys.limitAttempts,
  schema: LimitAttempts,
  idOf: limitAttemptsId,
  scope: (state) => ({ unitId: state.countyUnitId, institutionId: state.institutionId }),
};
