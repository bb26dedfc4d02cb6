import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { complaintKind } from "../../adapters/repositories/complaint-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { unitInCharge } from "../../domain/complaint/climb.ts";
import type { ComplaintState } from "../../domain/complaint/complaint.ts";
import { turnOf } from "../../domain/complaint/transitions.ts";
import { isCompetent } from "../../domain/identity/competence.ts";
import {
  coversMatter,
  memberOf,
  notFound,
  officerRolesOf,
  requireInstitution,
} from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { InstitutionDuty, OfficerDuty } from "../kit/contract.ts";
import type { Kit } from "../kit/deps.ts";
import { Refused } from "../kit/problem.ts";

/** That a complaint exists is known to its sides and to the authorities of its place: to others it is not there. */

const KIND = "complaint";
type Found = Promise<Stored<ComplaintState>>;

async function existing(table: Table, complaintId: string): Found {
  const found = await aggregates(table, complaintKind).find(complaintId);
  if (found === undefined) throw notFound(KIND, complaintId);
  return found;
}

/** A complaint of the calling guardian's. */
export async function ownComplaint(
  { table }: Pick<Kit, "table">,
  context: RequestContext,
  complaintId: string,
): Found {
  const found = await existing(table, complaintId);
  if (found.state.complainantId !== memberOf(context).memberId) throw notFound(KIND, complaintId);
  return found;
}

/** A complaint about the institution that the caller works for. */
export async function complaintAboutUs(
  { table }: Pick<Kit, "table">,
  context: RequestContext,
  complaintId: string,
  duties: readonly InstitutionDuty[],
): Found {
  const found = await existing(table, complaintId);
  requireInstitution(context, found.state.institutionId, { kind: KIND, id: complaintId }, duties);
  return found;
}

/** A complaint of the calling officer's area and trade: superiors may look, whoever acts. */
export async function complaintInArea(
  { table, units }: Pick<Kit, "table" | "units">,
  context: RequestContext,
  complaintId: string,
  duties: readonly OfficerDuty[],
): Found {
  const found = await existing(table, complaintId);
  if (!(await coversMatter(context, units, found.state, duties))) throw notFound(KIND, complaintId);
  return found;
}

/** A complaint that the calling officer's own unit has to act on, if any authority has. */
export async function complaintInCharge(
  kit: Pick<Kit, "table" | "units">,
  context: RequestContext,
  complaintId: string,
): Found {
  const found = await complaintInArea(kit, context, complaintId, ["complaints"]);
  const { status, category } = found.state;
  const unitId = unitInCharge(found.state);
  const isOurs = officerRolesOf(context, ["complaints"]).some(
    (role) => role.unitId === unitId && isCompetent(role.department, category),
  );
  if (unitId !== undefined && !isOurs)
    throw new Refused("complaint.with-another-authority", {
      complaintId,
      turn: turnOf[status] ?? "",
    });
  return found;
}
