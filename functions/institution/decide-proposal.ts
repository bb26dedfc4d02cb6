import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind, proposalKind } from "../../adapters/repositories/institution-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideBinding } from "../../domain/institution/bind-account.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { memberOf, notFound, requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { decideProposal as contract } from "./contracts.ts";
import { proposalView } from "./views.ts";

export const decideProposal = ({ table, units }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const proposals = aggregates(table, proposalKind);

  return async ({ path, body }, context) => {
    const proposal = await proposals.find(path.proposalId);
    if (proposal === undefined) throw notFound("proposal", path.proposalId);
    const institution = await institutions.find(proposal.state.institutionId);
    invariant(institution, `${path.proposalId} is about no institution`);
    await requireMatter(context, units, institution.state, ["funds"]);

    const command = {
      approve: body.decision === "approve",
      officerId: MemberId.parse(memberOf(context).memberId),
      reason: body.reason,
    };
    const decided = orThrow(decideBinding(proposal.state, institution.state, command, context.now));
    return commitCommand(
      table,
      context,
      [
        ...proposals.change(proposal, decided.proposal, decided.proposalEvent, context),
        ...institutions.change(institution, decided.institution, decided.institutionEvent, context),
      ],
      proposalView(decided.proposal),
    );
  };
};
