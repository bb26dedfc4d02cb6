import { aggregates } from "../../adapters/aggregates.ts";
import { depositAccountTaken, depositKind } from "../../adapters/repositories/deposit-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import type { DepositProposal } from "../../domain/proposal/proposal.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { decideDeposit } from "../../domain/supervision/deposit.ts";
import { requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { Decision } from "./decisions.ts";

/** An approval opens the deposit and takes its account, in one commit with the proposal. */
export const depositDecision = ({ table, units }: Kit): Decision<DepositProposal> => {
  const institutions = aggregates(table, institutionKind);
  const deposits = aggregates(table, depositKind);

  return async (proposal, command, context) => {
    const { institutionId, proposalId } = proposal;
    const [institution, found] = await Promise.all([
      institutions.find(institutionId),
      deposits.find(institutionId),
    ]);
    invariant(institution, `${proposalId} is about no institution`);
    await requireMatter(context, units, institution.state, ["funds"]);
    const decided = orThrow(decideDeposit(proposal, found?.state, command, context.now));
    if (decided.bound === undefined) return { ...decided, changes: [] };
    const { deposit, event } = decided.bound;
    return {
      ...decided,
      changes: [...deposits.create(deposit, event, context), depositAccountTaken(deposit)],
    };
  };
};
