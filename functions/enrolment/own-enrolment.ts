import type { Aggregates, Stored } from "../../adapters/aggregates.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { memberOf, notFound } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";

/** The caller's own order; another family's looks as if it did not exist. */
export async function ownEnrolment(
  enrolments: Aggregates<EnrolmentState>,
  enrolmentId: string,
  context: RequestContext,
): Promise<Stored<EnrolmentState>> {
  const found = await enrolments.find(enrolmentId);
  if (found?.state.guardianId !== memberOf(context).memberId) throw notFound("order", enrolmentId);
  return found;
}
