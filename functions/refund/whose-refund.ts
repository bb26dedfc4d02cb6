import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { findRefund, type StoredRefund } from "../../adapters/repositories/refund-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { coversMatter, memberOf, notFound, requireInstitution } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { InstitutionDuty, OfficerDuty } from "../kit/contract.ts";
import type { Kit } from "../kit/deps.ts";

/** That a refund exists is known to its sides and to the authorities of its place: to others it is not there. */

const KIND = "refund";

async function existing(table: Table, refundId: string): Promise<StoredRefund> {
  const found = await findRefund(table, refundId);
  if (found === undefined) throw notFound(KIND, refundId);
  return found;
}

/** A refund of the calling guardian's. */
export async function ownRefund(
  { table }: Pick<Kit, "table">,
  context: RequestContext,
  refundId: string,
): Promise<StoredRefund> {
  const found = await existing(table, refundId);
  if (found.state.guardianId !== memberOf(context).memberId) throw notFound(KIND, refundId);
  return found;
}

/** A refund that the institution is asked for for which the caller works. */
export async function refundAskedOfUs(
  { table }: Pick<Kit, "table">,
  context: RequestContext,
  refundId: string,
  duties: readonly InstitutionDuty[],
): Promise<StoredRefund> {
  const found = await existing(table, refundId);
  requireInstitution(context, found.state.institutionId, { kind: KIND, id: refundId }, duties);
  return found;
}

/** A refund of the calling officer's area and trade. */
export async function refundInArea(
  { table, units }: Pick<Kit, "table" | "units">,
  context: RequestContext,
  refundId: string,
  duties: readonly OfficerDuty[],
): Promise<StoredRefund> {
  const found = await existing(table, refundId);
  const institution = await aggregates(table, institutionKind).find(found.state.institutionId);
  invariant(institution, `${refundId} is asked of an institution`);
  const { countyUnitId } = found.state;
  const { category } = institution.state;
  if (!(await coversMatter(context, units, { countyUnitId, category }, duties)))
    throw notFound(KIND, refundId);
  return found;
}
