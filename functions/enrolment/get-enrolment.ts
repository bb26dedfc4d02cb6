import { aggregates } from "../../adapters/aggregates.ts";
import { sessionsOf } from "../../adapters/repositories/class-items.ts";
import { contractTermsOf } from "../../adapters/repositories/enrolment-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonsOf } from "../../adapters/repositories/lesson-items.ts";
import { namesForGuardian } from "../../adapters/repositories/student-registry.ts";
import { guardianOf } from "../../domain/enrolment/enrolment.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { getEnrolment as contract } from "./contracts.ts";
import { ownEnrolment } from "./own-enrolment.ts";
import { enrolmentDetail } from "./views.ts";

export const getEnrolment = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ path: { enrolmentId } }, context) => {
    const { state } = await ownEnrolment(enrolments, enrolmentId, context);
    const { classId, studentId } = state;
    const [terms, sessions, lessons, names] = await Promise.all([
      contractTermsOf(table, enrolmentId),
      sessionsOf(table, classId),
      lessonsOf(table, enrolmentId),
      namesForGuardian(kit, guardianOf(state), [studentId]),
    ]);
    return enrolmentDetail(state, { studentName: names.get(studentId), terms, sessions, lessons });
  };
};
