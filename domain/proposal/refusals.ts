/** Why a matter that two officers decide is refused, whatever it is about. */
export const proposalRefusals = {
  "proposal.author-decides": {
    zh: "提出人不得审批自己的提议，须由另一名经办人员决定（双人复核）。",
    en: "Nobody decides their own proposal: another officer has to (two-officer rule).",
  },
  "proposal.already-decided": {
    zh: "该提议已于此前办结（{state}），不能再次决定。",
    en: "This proposal was decided before ({state}) and cannot be decided again.",
  },
} as const;

export type ProposalRefusal = keyof typeof proposalRefusals;
