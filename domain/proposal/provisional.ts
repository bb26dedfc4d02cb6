import type { DomainEvent } from "../../events/define.ts";
import { ProposalLapsed } from "../../events/proposal.ts";
import type { Due } from "../shared/deadline.ts";
import type { EpochMs } from "../shared/time.ts";
import type { FreezeProposal, ProposalState, StopProposal } from "./proposal.ts";

/**
 * What is in force already, and ends by itself unless another officer confirms it in time.
 * @source Administrative Coercion Law 行政强制法 art. 19 (2012-01-01): urgent measures are approved within 24 hours
 */
export type ProvisionalProposal = FreezeProposal | StopProposal;

export const isProvisional = (proposal: ProposalState): proposal is ProvisionalProposal =>
  proposal.kind === "institution-freeze" || proposal.kind === "institution-stop";

/** Until when another officer may confirm it; nothing once it is decided. */
export const dueOfProvisional = ({ status, lapsesAt }: ProvisionalProposal): Due | undefined =>
  status === "ready" ? { at: lapsesAt, provisional: false } : undefined;

/** The matter that nobody has confirmed in time; nothing where its time is not over, or it is decided. */
export function lapseProvisional<P extends ProvisionalProposal>(
  proposal: P,
  at: EpochMs,
): { readonly proposal: P; readonly proposalEvent: DomainEvent } | undefined {
  const { proposalId, institutionId, kind, unitId, lapsesAt, status } = proposal;
  if (status !== "ready" || at < lapsesAt) return undefined;
  return {
    proposal: { ...proposal, status: "lapsed" },
    proposalEvent: ProposalLapsed.make({ proposalId, kind, unitId, institutionId }),
  };
}
