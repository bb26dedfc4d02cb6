import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { measureKind } from "../../adapters/repositories/measure-items.ts";
import { decideStop, decideStopLift } from "../../domain/measure/stop.ts";
import type { StopLiftProposal, StopProposal } from "../../domain/proposal/proposal.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import { measureChanges } from "../measure/step.ts";
import type { Decision } from "./decisions.ts";

/** Both matters change the measure with the proposal, and the institution where the stop ends. */
export const stopDecision = ({ table, units }: Kit): Decision<StopProposal | StopLiftProposal> => {
  const institutions = aggregates(table, institutionKind);
  const measures = aggregates(table, measureKind);

  return async (proposal, command, context) => {
    const { institutionId, measureId, proposalId } = proposal;
    const [stopped, measured] = await Promise.all([
      institutions.find(institutionId),
      measures.find(measureId),
    ]);
    invariant(stopped && measured, `${proposalId} is about a measure and its institution`);
    await requireMatter(context, units, stopped.state, ["funds"]);
    const decided =
      proposal.kind === "institution-stop"
        ? orThrow(decideStop(proposal, measured.state, stopped.state, command, context.now))
        : orThrow(decideStopLift(proposal, measured.state, stopped.state, command, context.now));
    const { measure, event, institution, institutionEvent } = decided;
    if (measure === undefined || event === undefined) return { ...decided, changes: [] };
    const step = { measure, event, officerId: command.officerId };
    const institutionChanges =
      institution === undefined || institutionEvent === undefined
        ? []
        : institutions.change(stopped, institution, institutionEvent, context);
    return {
      ...decided,
      changes: [...(await measureChanges(table, context, measured, step)), ...institutionChanges],
    };
  };
};
