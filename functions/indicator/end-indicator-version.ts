import { aggregates } from "../../adapters/aggregates.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { proposeIndicatorEnd } from "../../domain/proposal/end-indicator.ts";
import { ID_PREFIXES, MemberId, ProposalId } from "../../domain/shared/ids.ts";
import { memberOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { endIndicatorVersion as contract } from "./contracts.ts";
import { ownVersions, rulesAround } from "./own-version.ts";

export const endIndicatorVersion = (kit: Kit): UseCaseOf<typeof contract> => {
  const { versions, find } = ownVersions(kit);
  const proposals = aggregates(kit.table, proposalKind);

  return async ({ path: { versionId }, body }, context) => {
    const found = await find(versionId, context, ["risk"]);
    const rules = await rulesAround(kit, found.state.unitId);
    const asked = {
      proposalId: ProposalId.parse(context.newId(ID_PREFIXES.ProposalId)),
      authorId: MemberId.parse(memberOf(context).memberId),
      ...body,
    };
    const ending = orThrow(proposeIndicatorEnd(found.state, asked, rules, context.now));
    const { proposalId, status } = ending.proposal;
    return commitCommand(
      kit.table,
      context,
      [
        ...versions.change(found, ending.version, ending.event, context),
        ...proposals.create(ending.proposal, ending.proposalEvent, context),
      ],
      { proposalId, status },
    );
  };
};
