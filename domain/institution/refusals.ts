/** Why an institution's matter is refused, in words for the person who asked. */
export const institutionRefusals = {
  "institution.account-already-bound": {
    zh: "该机构已绑定托管账户；变更收款账户须先解除原绑定。",
    en: "A custody account is bound already; the old binding has to be ended before another is proposed.",
  },
  "institution.binding-under-way": {
    zh: "该机构的托管账户绑定 {proposalId} 正在办理，请先办结。",
    en: "The binding {proposalId} of this institution is still open; decide it first.",
  },
  "institution.already-frozen": {
    zh: "该机构已于 {since} 冻结，无须再次冻结。",
    en: "The institution has been frozen since {since}; it need not be frozen again.",
  },
  "institution.not-frozen": {
    zh: "机构 {institutionId} 未被冻结。",
    en: "The institution {institutionId} is not frozen.",
  },
  "institution.freeze-unconfirmed": {
    zh: "冻结 {proposalId} 尚待另一名经办人员确认；如不应冻结，请直接驳回该事项。",
    en: "The freeze {proposalId} still awaits another officer. If it should end, reject that matter.",
  },
  "institution.frozen-anew": {
    zh: "该提议针对的冻结已结束，机构于 {since} 重新被冻结。如须解除，请重新提议。",
    en: "The freeze that this proposal is about has ended; the institution was frozen anew at {since}. Propose again to lift that.",
  },
  "institution.freeze-lapsed": {
    zh: "该冻结未在 {lapsesAt} 前经另一名经办人员确认，已失效。如仍有必要，请重新冻结。",
    en: "The freeze was not confirmed by another officer before {lapsesAt} and has lapsed. Freeze again if it is still needed.",
    rule: "行政强制法 第十九条",
  },
  "institution.mass-refund-ordered": {
    zh: "集中退费 {massRefundId} 尚未办结，退清之前不得解除冻结。",
    en: "The mass refund {massRefundId} is under way; the freeze stays until the families are paid.",
    rule: "民办教育促进法 第五十九条",
  },
  "proposal.awaits-bank": {
    zh: "银行尚未签名确认该账户，暂不能审批；请在银行确认后再试。",
    en: "The bank has not yet confirmed the account with its signature; decide after it has.",
  },
  "proposal.holder-mismatch": {
    zh: "银行登记的户名“{holder}”与机构名称“{institution}”不一致，不得绑定；请退回并更正账户。",
    en: "The bank knows the holder as “{holder}”, not as the institution “{institution}”: reject it and propose the right account.",
  },
} as const;

export type InstitutionRefusal = keyof typeof institutionRefusals;
