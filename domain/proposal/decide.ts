import { ProposalDecided } from "../../events/proposal.ts";
import type { DomainEvent } from "../../events/define.ts";
import type { MemberId } from "../shared/ids.ts";
import { ok, refuse, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import type { ProposalState } from "./proposal.ts";
import type { ProposalRefusal } from "./refusals.ts";

/** What the other officer says. */
export interface DecideProposal {
  readonly approve: boolean;
  readonly officerId: MemberId;
  readonly reason: string;
}

/**
 * Decides a matter of any kind: once, and never by its author. What an approval brings about is for its kind
 * to say.
 * @source house rule 双人复核
 */
export function decide<P extends ProposalState>(
  proposal: P,
  { approve, officerId, reason }: DecideProposal,
  at: EpochMs,
): Result<{ readonly proposal: P; readonly proposalEvent: DomainEvent }, ProposalRefusal> {
  const { status, authorId, proposalId, kind, unitId } = proposal;
  if (status !== "ready" && status !== "awaiting-bank")
    return refuse("proposal.already-decided", { state: status });
  if (authorId === officerId) return refuse("proposal.author-decides");
  return ok({
    proposal: {
      ...proposal,
      status: approve ? "approved" : "rejected",
      decision: { officerId, at, reason },
    },
    proposalEvent: ProposalDecided.make({
      proposalId,
      kind,
      unitId,
      approved: approve,
      ...("institutionId" in proposal ? { institutionId: proposal.institutionId } : {}),
    }),
  });
}
