import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { measureKind } from "../../adapters/repositories/measure-items.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { lapseStop as decideLapse } from "../../domain/measure/stop.ts";
import type { StopProposal } from "../../domain/proposal/proposal.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import { measureChanges } from "./step.ts";

/** A stop that no other officer has confirmed in time ends by itself. */
export const lapseStop = ({ table }: Pick<Kit, "table">) => {
  const institutions = aggregates(table, institutionKind);
  const measures = aggregates(table, measureKind);
  const proposals = aggregates(table, proposalKind);

  return async (found: Stored<StopProposal>, context: RequestContext): Promise<string> => {
    const { institutionId, measureId, proposalId } = found.state;
    const [stopped, measured] = await Promise.all([
      institutions.find(institutionId),
      measures.find(measureId),
    ]);
    invariant(stopped && measured, `${proposalId} is about a measure and its institution`);
    const lapsed = orThrow(decideLapse(found.state, measured.state, stopped.state, context.now));
    if (lapsed === undefined) return "nothing-due";
    const { proposal, proposalEvent, measure, event, institution, institutionEvent } = lapsed;
    await commitCommand(
      table,
      context,
      [
        ...proposals.change(found, proposal, proposalEvent, context),
        ...(await measureChanges(table, context, measured, { measure, event })),
        ...institutions.change(stopped, institution, institutionEvent, context),
      ],
      {},
    );
    return "lapsed";
  };
};
