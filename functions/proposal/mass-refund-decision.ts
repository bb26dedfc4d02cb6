import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { massRefundKind } from "../../adapters/repositories/mass-refund-items.ts";
import { balanceKind } from "../../adapters/repositories/settlement-kinds.ts";
import { decideMassRefund } from "../../domain/institution/order-mass-refund.ts";
import type { MassRefundProposal } from "../../domain/proposal/proposal.ts";
import { ID_PREFIXES, MassRefundId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { alertNoteChanges } from "../alert/note-on-alert.ts";
import { requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { Decision } from "./decisions.ts";

/** An approval opens the mass refund and binds the freeze to it, in one commit with the proposal. */
export const massRefundDecision = ({ table, units }: Kit): Decision<MassRefundProposal> => {
  const institutions = aggregates(table, institutionKind);
  const massRefunds = aggregates(table, massRefundKind);
  const balances = aggregates(table, balanceKind);

  return async (proposal, command, context) => {
    const { institutionId, proposalId } = proposal;
    const [found, balance] = await Promise.all([
      institutions.find(institutionId),
      balances.find(institutionId),
    ]);
    invariant(found, `${proposalId} is about no institution`);
    await requireMatter(context, units, found.state, ["funds"]);
    const massRefundId = MassRefundId.parse(context.newId(ID_PREFIXES.MassRefundId));
    const decided = orThrow(
      decideMassRefund(
        proposal,
        found.state,
        balance?.state,
        { ...command, massRefundId },
        context.now,
      ),
    );
    if (decided.ordered === undefined) return { ...decided, changes: [] };
    const { massRefund, event, institution, institutionEvent, noted } = decided.ordered;
    return {
      ...decided,
      changes: [
        ...massRefunds.create(massRefund, event, context),
        ...institutions.change(found, institution, institutionEvent, context),
        ...(await alertNoteChanges(table, context, noted)),
      ],
    };
  };
};
