import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { subscriptionKind } from "../../adapters/repositories/subscription-items.ts";
import type { SubscriptionState } from "../../domain/subscription/subscription.ts";
import { notFound, officerRolesOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { OfficerDuty } from "../kit/contract.ts";
import type { Kit } from "../kit/deps.ts";
import { Refused } from "../kit/problem.ts";
import type { ResourceKind } from "../kit/words-table.ts";

type Duties = readonly OfficerDuty[];

/** The caller's own office at a unit, or the first one where none is named. */
export function ownOffice(context: RequestContext, duties: Duties, unitId: string | undefined) {
  const office = officerRolesOf(context, duties).find(
    (role) => unitId === undefined || role.unitId === unitId,
  );
  if (office === undefined) throw new Refused("identity.outside-unit");
  return office;
}

/** A subscription of the caller's own unit and department; others look as if they did not exist. */
export const subscriptionsOfOffices = ({ table }: Pick<Kit, "table">) => {
  const subscriptions = aggregates(table, subscriptionKind);
  return async (
    subscriptionId: string,
    context: RequestContext,
    duties: Duties,
    thing: { readonly kind: ResourceKind; readonly id: string } = {
      kind: "subscription",
      id: subscriptionId,
    },
  ): Promise<Stored<SubscriptionState>> => {
    const found = await subscriptions.find(subscriptionId);
    const isOwn = officerRolesOf(context, duties).some(
      ({ unitId, department }) =>
        unitId === found?.state.unitId && department === found.state.department,
    );
    if (found === undefined || !isOwn) throw notFound(thing.kind, thing.id);
    return found;
  };
};
