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
