import { OpeningClaimed } from "../../events/opening.ts";
import type { MemberId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import type { EnrolmentDecision, EnrolmentState } from "./enrolment.ts";

/**
 * Gives a sale of before, stated while its family was not on the platform, to the first guardian who adds the
 * pupil. Its money stays where it is. Nothing where it has its guardian already, or was dropped meanwhile.
 */
export function claimOpening(
  enrolment: EnrolmentState,
  guardianId: MemberId,
): EnrolmentDecision | undefined {
  const { enrolmentId, institutionId, studentId, opening, status } = enrolment;
  if (enrolment.guardianId !== undefined || status === "terminated") return undefined;
  invariant(opening, `${enrolmentId} without a guardian is a sale of before`);
  const { jobId } = opening;
  return {
    enrolment: { ...enrolment, guardianId },
    moves: [],
    event: OpeningClaimed.make({ enrolmentId, institutionId, jobId, studentId, guardianId }),
  };
}
