import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { stopNow } from "../../domain/measure/stop.ts";
import { ID_PREFIXES, ProposalId } from "../../domain/shared/ids.ts";
import type { StopKind } from "../../domain/shared/measure-codes.ts";
import { confirmHours } from "../institution/confirm-hours.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { stopRelease, stopSale } from "./contracts.ts";
import { measureOrders } from "./order.ts";

/** In force with this commit: whoever sells, pays or releases reads the institution's head. */
export const stopInstitution = (
  kit: PersonalKit,
  stop: StopKind,
): UseCaseOf<typeof stopRelease | typeof stopSale> => {
  const institutions = aggregates(kit.table, institutionKind);
  const proposals = aggregates(kit.table, proposalKind);
  const orders = measureOrders(kit);
  const hoursAt = confirmHours(kit);

  return async ({ path: { institutionId }, body: { reason, ...asked } }, context) => {
    const { institution, order } = await orders.prepare(context, institutionId, asked, ["funds"]);
    const proposalId = ProposalId.parse(context.newId(ID_PREFIXES.ProposalId));
    const hours = await hoursAt(institution.state.countyUnitId, context.now);
    const command = { ...order, proposalId, stop, confirmHours: hours };
    const decided = orThrow(stopNow(institution.state, command, context.now));
    return orders.commit(context, decided, reason, [
      ...proposals.create(decided.proposal, decided.proposalEvent, context),
      ...institutions.change(institution, decided.institution, decided.institutionEvent, context),
    ]);
  };
};
