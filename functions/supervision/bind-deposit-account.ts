import { aggregates } from "../../adapters/aggregates.ts";
import { depositKind } from "../../adapters/repositories/deposit-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { ID_PREFIXES, MemberId, ProposalId } from "../../domain/shared/ids.ts";
import { proposeDeposit } from "../../domain/supervision/deposit.ts";
import { memberOf, notFound, requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { bindDepositAccount as contract } from "./deposit-contracts.ts";

export const bindDepositAccount = ({ table, units }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const deposits = aggregates(table, depositKind);
  const proposals = aggregates(table, proposalKind);

  return async ({ path: { institutionId }, body }, context) => {
    const found = await institutions.find(institutionId);
    if (found === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, found.state, ["funds"]);
    const bound = await deposits.find(institutionId);

    const authorId = MemberId.parse(memberOf(context).memberId);
    const proposalId = ProposalId.parse(context.newId(ID_PREFIXES.ProposalId));
    const command = { ...body, proposalId, authorId };
    const { proposal, event } = orThrow(
      proposeDeposit(found.state, bound?.state, command, context.now),
    );
    return commitCommand(table, context, proposals.create(proposal, event, context), {
      proposalId,
      status: proposal.status,
    });
  };
};
