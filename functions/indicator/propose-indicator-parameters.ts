import { aggregates } from "../../adapters/aggregates.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { proposeIndicatorParameters as propose } from "../../domain/proposal/propose-indicator.ts";
import { parameterValue } from "../../domain/reference/rule-packs.ts";
import { ID_PREFIXES, MemberId, ProposalId } from "../../domain/shared/ids.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { memberOf } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { proposeIndicatorParameters as contract } from "./contracts.ts";
import { ownVersions, rulesAround } from "./own-version.ts";

export const proposeIndicatorParameters = (kit: Kit): UseCaseOf<typeof contract> => {
  const { versions, find } = ownVersions(kit);
  const proposals = aggregates(kit.table, proposalKind);

  return async ({ path: { versionId } }, context) => {
    const found = await find(versionId, context, ["risk"]);
    const rules = await rulesAround(kit, found.state.unitId);
    const date = shanghaiDate(context.now);
    const { unitPath } = rules;
    const packs = await kit.rules.inForce(unitPath, date);
    const author = {
      proposalId: ProposalId.parse(context.newId(ID_PREFIXES.ProposalId)),
      authorId: MemberId.parse(memberOf(context).memberId),
    };
    const leastDays = parameterValue(packs, "risk.trial-least-days", { date, unitPath });
    const proposed = orThrow(propose(found.state, author, { ...rules, leastDays }, context.now));
    const { proposalId, status } = proposed.proposal;
    return commitCommand(
      kit.table,
      context,
      [
        ...versions.change(found, proposed.version, proposed.event, context),
        ...proposals.create(proposed.proposal, proposed.proposalEvent, context),
      ],
      { proposalId, status },
    );
  };
};
