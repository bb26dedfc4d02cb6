import { aggregates } from "../../adapters/aggregates.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { proposeRulePack } from "../../domain/proposal/propose.ts";
import { NATION_ID } from "../../domain/reference/division.ts";
import { RuleParameter } from "../../domain/reference/rule-packs.ts";
import { MemberId, ProposalId } from "../../domain/shared/ids.ts";
import { memberOf, requireLead } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { putRulePack as contract } from "./contracts.ts";
import { rulesAbove } from "./rules-above.ts";

export const putRulePack = (kit: Kit): UseCaseOf<typeof contract> => {
  const proposals = aggregates(kit.table, proposalKind);

  return async ({ path: { unitId }, body: { effectiveFrom, parameters } }, context) => {
    const rules = await rulesAbove(kit, unitId);
    requireLead(context, unitId, ["reference"]);
    const author = {
      proposalId: ProposalId.parse(context.newId("pro")),
      unitId,
      authorId: MemberId.parse(memberOf(context).memberId),
    };
    const scope = unitId === NATION_ID ? "nation" : unitId;
    const own = parameters.map((parameter) => RuleParameter.parse({ ...parameter, scope }));
    const pack = { effectiveFrom, parameters: own };
    const { proposal, event } = orThrow(proposeRulePack(author, pack, rules, context.now));
    const { proposalId, status } = proposal;
    const changes = proposals.create(proposal, event, context);
    return commitCommand(kit.table, context, changes, { proposalId, status });
  };
};
