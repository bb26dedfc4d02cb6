import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { proposeBinding } from "../../domain/institution/bind-account.ts";
import { MemberId, ProposalId } from "../../domain/shared/ids.ts";
import { memberOf, notFound, requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { bindCustodyAccount as contract } from "./contracts.ts";

export const bindCustodyAccount = ({ table, units }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const proposals = aggregates(table, proposalKind);

  return async ({ path, body }, context) => {
    const found = await institutions.find(path.institutionId);
    if (found === undefined) throw notFound("institution", path.institutionId);
    await requireMatter(context, units, found.state, ["funds"]);

    const authorId = MemberId.parse(memberOf(context).memberId);
    const proposalId = ProposalId.parse(context.newId("pro"));
    const command = { proposalId, authorId, ...body };
    const decided = orThrow(proposeBinding(found.state, command, context.now));

    return commitCommand(
      table,
      context,
      [
        ...proposals.create(decided.proposal, decided.proposalEvent, context),
        ...institutions.change(found, decided.institution, decided.institutionEvent, context),
      ],
      { proposalId, status: decided.proposal.status },
    );
  };
};
