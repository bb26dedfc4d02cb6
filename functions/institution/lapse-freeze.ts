import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { lapseFreeze as decideLapse } from "../../domain/institution/freeze.ts";
import type { FreezeProposal } from "../../domain/proposal/proposal.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { alertNoteChanges } from "../alert/note-on-alert.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";

/** A freeze that no other officer has confirmed in time ends by itself. */
export const lapseFreeze = ({ table }: Pick<Kit, "table">) => {
  const institutions = aggregates(table, institutionKind);
  const proposals = aggregates(table, proposalKind);

  return async (found: Stored<FreezeProposal>, context: RequestContext): Promise<string> => {
    const { institutionId, proposalId } = found.state;
    const frozen = await institutions.find(institutionId);
    invariant(frozen, `${proposalId} is about an institution`);
    const lapsed = decideLapse(found.state, frozen.state, context.now);
    if (lapsed === undefined) return "nothing-due";
    const { proposal, proposalEvent, institution, institutionEvent, noted } = lapsed;
    await commitCommand(
      table,
      context,
      [
        ...proposals.change(found, proposal, proposalEvent, context),
        ...institutions.change(frozen, institution, institutionEvent, context),
        ...(await alertNoteChanges(table, context, noted)),
      ],
      {},
    );
    return "lapsed";
  };
};
