import type * as z from "zod";
import type { ProposalState } from "../../domain/institution/proposal.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { ProposalView } from "./schemas.ts";

/** How a proposal is shown. */
export function proposalView(proposal: ProposalState): z.input<typeof ProposalView> {
  const { countyUnitId: _unit, proposedAt, confirmation, decision, ...shown } = proposal;
  return {
    ...shown,
    proposedAt: toRfc3339(proposedAt),
    ...(confirmation === undefined
      ? {}
      : {
          bank: {
            custodyAccountNo: confirmation.custodyAccountNo,
            holderName: confirmation.holderName,
            holderMatches: confirmation.holderName === proposal.institutionName,
            confirmedAt: toRfc3339(confirmation.confirmedAt),
            keyId: confirmation.keyId,
            signature: confirmation.signature,
          },
        }),
    ...(decision === undefined ? {} : { decision: { ...decision, at: toRfc3339(decision.at) } }),
  };
}
