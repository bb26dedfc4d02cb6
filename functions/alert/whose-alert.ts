import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { alertKind } from "../../adapters/repositories/alert-items.ts";
import type { AlertState } from "../../domain/alert/alert.ts";
import { actingOffice } from "../../domain/alert/route.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { coversMatter, memberOf, notFound, officerRolesOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { OfficerDuty } from "../kit/contract.ts";
import type { Kit } from "../kit/deps.ts";
import { Refused } from "../kit/problem.ts";

/** That an alert exists is known to the authorities of its place: to others it is not there. */

type Found = Promise<Stored<AlertState>>;

/** An alert of the calling officer's area and trade: superiors may look, whoever acts. */
export async function alertInArea(
  { table, units }: Pick<Kit, "table" | "units">,
  context: RequestContext,
  alertId: string,
  duties: readonly OfficerDuty[],
): Found {
  const found = await aggregates(table, alertKind).find(alertId);
  if (found === undefined || !(await coversMatter(context, units, found.state, duties)))
    throw notFound("alert", alertId);
  return found;
}

/** An alert on which the calling officer's own unit acts. What is over, no unit acts on any more: the step refuses. */
export async function alertInCharge(
  kit: Pick<Kit, "table" | "units">,
  context: RequestContext,
  alertId: string,
): Found {
  const found = await alertInArea(kit, context, alertId, ["risk"]);
  const { tier } = found.state;
  if (actingOffice(found.state, officerRolesOf(context, ["risk"])) === undefined)
    throw new Refused("alert.with-another-authority", { alertId, tier });
  return found;
}

/** The officer who calls. */
export const officerIdOf = (context: RequestContext): MemberId =>
  MemberId.parse(memberOf(context).memberId);
