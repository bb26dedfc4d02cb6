import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { fulfil, lift } from "../../domain/measure/end.ts";
import { type MeasureState, stopOf } from "../../domain/measure/measure.ts";
import { proposeStopLift } from "../../domain/measure/stop.ts";
import { ID_PREFIXES, MemberId, ProposalId } from "../../domain/shared/ids.ts";
import type { StopKind } from "../../domain/shared/measure-codes.ts";
import { coversMatter, memberOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import { commitWrittenStep } from "./commit-step.ts";
import type { liftMeasure as contract } from "./step-contracts.ts";
import { measureSummary } from "./views.ts";
import { measureInArea } from "./whose-measure.ts";

/** One officer ends what touches neither money nor trade; a stop is lifted by two. */
export const liftMeasure = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table, units } = kit;
  const proposals = aggregates(table, proposalKind);

  function proposeLift(
    { state }: Stored<MeasureState>,
    stop: StopKind,
    reason: string,
    context: RequestContext,
  ) {
    const proposalId = ProposalId.parse(context.newId(ID_PREFIXES.ProposalId));
    const authorId = MemberId.parse(memberOf(context).memberId);
    const command = { proposalId, authorId, stop, reason };
    const { proposal, event } = orThrow(proposeStopLift(state, command, context.now));
    const answer = { ...measureSummary(state), proposalId };
    return commitCommand(table, context, proposals.create(proposal, event, context), answer);
  }

  return async ({ path: { measureId }, body: { outcome, reason } }, context) => {
    const found = await measureInArea(kit, context, measureId, ["risk", "funds"]);
    const stop = stopOf(found.state);
    const duty = stop === undefined ? "risk" : "funds";
    if (!(await coversMatter(context, units, found.state, [duty])))
      throw new Refused("identity.outside-unit");
    if (stop !== undefined && outcome === "withdrawn")
      return proposeLift(found, stop, reason, context);
    const officerId = MemberId.parse(memberOf(context).memberId);
    const decided = orThrow(
      outcome === "fulfilled"
        ? fulfil(found.state, officerId, context.now)
        : lift(found.state, "officers", officerId, context.now),
    );
    const step = { ...decided, officerId };
    return commitWrittenStep(kit, context, found, { step, text: reason }, measureSummary);
  };
};
