import { aggregates } from "../../adapters/aggregates.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { isProvisional } from "../../domain/proposal/provisional.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { lapseFreeze } from "../institution/lapse-freeze.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { lapseStop } from "../measure/lapse-stop.ts";

/** What one officer has ordered at once ends where no other has confirmed it in time. */
export const lapseProposal = ({ table }: Pick<Kit, "table">) => {
  const proposals = aggregates(table, proposalKind);
  const thaw = lapseFreeze({ table });
  const resume = lapseStop({ table });

  return async (proposalId: string, context: RequestContext): Promise<string> => {
    const found = await proposals.find(proposalId);
    invariant(found, `${proposalId} is due and exists`);
    const { state, version } = found;
    invariant(isProvisional(state), `${proposalId} is in force before it is decided`);
    return state.kind === "institution-freeze"
      ? thaw({ state, version }, context)
      : resume({ state, version }, context);
  };
};
