import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { proposeLift } from "../../domain/institution/freeze.ts";
import { ID_PREFIXES, MemberId, ProposalId } from "../../domain/shared/ids.ts";
import { memberOf, notFound, requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { liftFreeze as contract } from "./freeze-contracts.ts";

export const liftFreeze = ({ table, units }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const proposals = aggregates(table, proposalKind);

  return async ({ path: { institutionId }, body }, context) => {
    const found = await institutions.find(institutionId);
    if (found === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, found.state, ["funds"]);
    const command = {
      proposalId: ProposalId.parse(context.newId(ID_PREFIXES.ProposalId)),
      authorId: MemberId.parse(memberOf(context).memberId),
      reason: body.reason,
    };
    const { proposal, event } = orThrow(proposeLift(found.state, command, context.now));
    const { proposalId, status } = proposal;
    return commitCommand(table, context, proposals.create(proposal, event, context), {
      proposalId,
      status,
    });
  };
};
