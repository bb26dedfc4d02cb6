import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { DecideProposal } from "../../domain/proposal/decide.ts";
import type { ProposalState } from "../../domain/proposal/proposal.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { memberOf, notFound } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { decideProposal as contract } from "./contracts.ts";
import { bindingDecision, calendarDecision, type Decided, rulePackDecision } from "./decisions.ts";
import { freezeDecision } from "./freeze-decisions.ts";
import { depositDecision } from "./deposit-decision.ts";
import { indicatorDecision, indicatorEndDecision } from "./indicator-decision.ts";
import { massRefundDecision } from "./mass-refund-decision.ts";
import { stopDecision } from "./stop-decisions.ts";
import { proposalView } from "./views.ts";

/** The decision of each kind of matter checks who may decide it, and says what else it changes. */
export const decideProposal = (kit: Kit): UseCaseOf<typeof contract> => {
  const proposals = aggregates(kit.table, proposalKind);
  const binding = bindingDecision(kit);
  const rulePack = rulePackDecision(kit);
  const indicator = indicatorDecision(kit);
  const indicatorEnd = indicatorEndDecision(kit);
  const calendar = calendarDecision(kit);
  const freeze = freezeDecision(kit);
  const massRefund = massRefundDecision(kit);
  const stop = stopDecision(kit);
  const deposit = depositDecision(kit);

  function decide(
    { state }: Stored<ProposalState>,
    command: DecideProposal,
    context: RequestContext,
  ): Promise<Decided> {
    switch (state.kind) {
      case "custody-account-binding":
        return binding(state, command, context);
      case "rule-pack":
        return rulePack(state, command, context);
      case "indicator-parameters":
        return indicator(state, command, context);
      case "indicator-end":
        return indicatorEnd(state, command, context);
      case "calendar":
        return calendar(state, command, context);
      case "institution-freeze":
      case "freeze-lift":
        return freeze(state, command, context);
      case "institution-stop":
      case "stop-lift":
        return stop(state, command, context);
      case "mass-refund":
        return massRefund(state, command, context);
      case "deposit-account":
        return deposit(state, command, context);
    }
  }

  return async ({ path, body }, context) => {
    const found = await proposals.find(path.proposalId);
    if (found === undefined) throw notFound("proposal", path.proposalId);
    const command = {
      approve: body.decision === "approve",
      officerId: MemberId.parse(memberOf(context).memberId),
      reason: body.reason,
    };
    const { proposal, proposalEvent, changes } = await decide(found, command, context);
    return commitCommand(
      kit.table,
      context,
      [...proposals.change(found, proposal, proposalEvent, context), ...changes],
      proposalView(proposal),
    );
  };
};
