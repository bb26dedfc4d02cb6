import { aggregates } from "../../adapters/aggregates.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { proposeCalendar } from "../../domain/proposal/propose.ts";
import { NATION_ID } from "../../domain/reference/division.ts";
import { MemberId, ProposalId } from "../../domain/shared/ids.ts";
import { memberOf, requireLead } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { putCalendar as contract } from "./contracts.ts";

export const putCalendar = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const proposals = aggregates(table, proposalKind);

  return async ({ path: { year }, body }, context) => {
    // The State Council's notice holds for the whole nation: only the nation enters it.
    requireLead(context, NATION_ID, ["reference"]);
    const author = {
      proposalId: ProposalId.parse(context.newId("pro")),
      unitId: NATION_ID,
      authorId: MemberId.parse(memberOf(context).memberId),
    };
    const { proposal, event } = orThrow(proposeCalendar(author, { year, ...body }, context.now));
    const { proposalId, status } = proposal;
    const changes = proposals.create(proposal, event, context);
    return commitCommand(table, context, changes, { proposalId, status });
  };
};
