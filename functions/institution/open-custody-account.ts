import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { confirmBinding } from "../../domain/institution/bind-account.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { AccountBindingProposed } from "../../events/institution.ts";
import type { BankKit } from "../kit/bank-deps.ts";
import type { ReactionTo } from "../kit/event.ts";

/** Asks the bank, and keeps its signed word with the proposal. The bank answers the same when asked again. */
export const openCustodyAccount = (kit: BankKit): ReactionTo<typeof AccountBindingProposed> => {
  const institutions = aggregates(kit.table, institutionKind);
  const proposals = aggregates(kit.table, proposalKind);

  return async ({ data }, context) => {
    const [proposal, institution] = await Promise.all([
      proposals.find(data.proposalId),
      institutions.find(data.institutionId),
    ]);
    invariant(proposal && institution, `${data.proposalId} or its institution is missing`);
    const { state } = proposal;
    invariant(state.kind === "custody-account-binding", `${data.proposalId} binds no account`);
    if (state.status !== "awaiting-bank") return;

    const { confirmation, evidence } = await kit.bank(data.bankId).openCustodyAccount({
      platformRequestId: data.proposalId,
      institutionId: data.institutionId,
      uscc: institution.state.uscc,
      holderName: institution.state.name,
      payoutAccountNo: state.payoutAccountNo,
      payoutAccountHolder: institution.state.name,
    });
    const confirmed = confirmBinding(state, {
      custodyAccountNo: confirmation.custodyAccountNo,
      holderName: confirmation.payoutAccountHolder,
      confirmedAt: Date.parse(confirmation.confirmedAt),
      keyId: evidence.keyId,
      contentDigest: evidence.contentDigest,
      signatureInput: evidence.signatureInput,
      signature: evidence.signature,
      requestSignature: evidence.requestSignature,
    });
    if (confirmed === undefined) return;
    const changes = proposals.change(proposal, confirmed.proposal, confirmed.event, context);
    await commitCommand(kit.table, context, changes, { status: confirmed.proposal.status });
  };
};
