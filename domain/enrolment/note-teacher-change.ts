import { NamedTeacherChanged } from "../../events/enrolment.ts";
import { nextState } from "../shared/lifecycle.ts";
import type { MemberId } from "../shared/ids.ts";
import type { ContractTerms } from "./contract-terms.ts";
import type { EnrolmentDecision, EnrolmentState } from "./enrolment.ts";
import { enrolmentTransitions } from "./transitions.ts";

/** A change of teacher as its class tells of it. */
export interface TeacherChange {
  readonly teacherId: MemberId;
  /** Absent: all sessions from now on. */
  readonly sessionNumber?: number | undefined;
}

/**
 * Notes on an order that somebody else teaches than its contract names: the family may ask for its money back
 * for that reason. Nothing to note where the contract names nobody, or this very teacher, or where the order
 * has come to its end.
 * @source 示范文本 GF-2021-2604: a teacher who is named is part of what was agreed
 */
export function noteTeacherChange(
  enrolment: EnrolmentState,
  { teacherId: agreedTeacherId }: Pick<ContractTerms["training"], "teacherId">,
  { teacherId, sessionNumber }: TeacherChange,
): EnrolmentDecision | undefined {
  const isOpen = nextState(enrolmentTransitions, enrolment.status, "terminate") !== undefined;
  if (!isOpen || agreedTeacherId === undefined || agreedTeacherId === teacherId) return undefined;
  const { enrolmentId, institutionId, classId } = enrolment;
  return {
    enrolment,
    moves: [],
    event: NamedTeacherChanged.make({
      ...{ enrolmentId, institutionId, classId, agreedTeacherId, teacherId, sessionNumber },
    }),
  };
}
