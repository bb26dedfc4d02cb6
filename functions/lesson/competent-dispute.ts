import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { findDispute } from "../../adapters/repositories/dispute-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import type { DisputeFile } from "../../domain/lesson/dispute.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { notFound, requireMatter } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { OfficerDuty } from "../kit/contract.ts";
import type { Kit } from "../kit/deps.ts";

/** A dispute within the calling officer's area and trade, and the enrolment it is about. */
export async function competentDispute(
  { table, units }: Pick<Kit, "table" | "units">,
  context: RequestContext,
  disputeId: string,
  duties: readonly OfficerDuty[],
): Promise<{ readonly file: DisputeFile; readonly enrolment: Stored<EnrolmentState> }> {
  const file = await findDispute(table, disputeId);
  if (file === undefined) throw notFound("dispute", disputeId);
  const { institutionId, enrolmentId } = file;
  const [institution, enrolment] = await Promise.all([
    aggregates(table, institutionKind).find(institutionId),
    aggregates(table, enrolmentKind).find(enrolmentId),
  ]);
  invariant(institution && enrolment, `${disputeId} is about an enrolment with an institution`);
  await requireMatter(context, units, institution.state, duties);
  return { file, enrolment };
}
