import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { decideFreeze, decideLift } from "../../domain/institution/freeze.ts";
import type { FreezeProposal, LiftProposal } from "../../domain/proposal/proposal.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { alertNoteChanges } from "../alert/note-on-alert.ts";
import { requireMatter } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { Decision } from "./decisions.ts";

/** Both matters change the institution with the proposal: it is frozen, or not, from that commit on. */
export const freezeDecision = ({ table, units }: Kit): Decision<FreezeProposal | LiftProposal> => {
  const institutions = aggregates(table, institutionKind);

  return async (proposal, command, context) => {
    const found = await institutions.find(proposal.institutionId);
    invariant(found, `${proposal.proposalId} is about no institution`);
    await requireMatter(context, units, found.state, ["funds"]);
    const decided =
      proposal.kind === "institution-freeze"
        ? orThrow(decideFreeze(proposal, found.state, command, context.now))
        : orThrow(decideLift(proposal, found.state, command, context.now));
    const { institution, institutionEvent, noted } = decided;
    if (institution === undefined || institutionEvent === undefined)
      return { ...decided, changes: [] };
    return {
      ...decided,
      changes: [
        ...institutions.change(found, institution, institutionEvent, context),
        ...(await alertNoteChanges(table, context, noted)),
      ],
    };
  };
};
