import {
  AccountBindingConfirmed,
  AccountBindingOpened,
  AccountBindingProposed,
  AccountBindingRejected,
  CustodyAccountBound,
} from "../../events/institution.ts";
import type { DomainEvent } from "../../events/define.ts";
import { decide, type DecideProposal } from "../proposal/decide.ts";
import type { BankConfirmation, BindingProposal } from "../proposal/proposal.ts";
import type { ProposalRefusal } from "../proposal/refusals.ts";
import type { BankId, MemberId, ProposalId } from "../shared/ids.ts";
import { ok, refuse, type Result } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";
import type { InstitutionState } from "./institution.ts";
import type { InstitutionRefusal } from "./refusals.ts";

/**
 * Binding the custody account of an institution: an officer proposes, the bank confirms with its signature
 * whose account it is, another officer decides.
 * @source 教监管函〔2021〕2号: all prepaid fees go to one dedicated account; two officers: house rule
 */

/** A proposal and the institution change together, each with its own fact. */
interface Changed {
  readonly proposal: BindingProposal;
  readonly proposalEvent: DomainEvent;
  readonly institution: InstitutionState;
  readonly institutionEvent: DomainEvent;
}

export function proposeBinding(
  institution: InstitutionState,
  command: {
    readonly proposalId: ProposalId;
    readonly authorId: MemberId;
    readonly bankId: BankId;
    readonly payoutAccountNo: string;
  },
  at: EpochMs,
): Result<Changed, InstitutionRefusal> {
  const { institutionId, openProposalId } = institution;
  if (institution.account !== undefined) return refuse("institution.account-already-bound");
  if (openProposalId !== undefined)
    return refuse("institution.binding-under-way", { proposalId: openProposalId });
  const { proposalId, bankId } = command;
  return ok({
    proposal: {
      ...command,
      kind: "custody-account-binding",
      status: "awaiting-bank",
      institutionId,
      institutionName: institution.name,
      unitId: institution.countyUnitId,
      proposedAt: at,
    },
    proposalEvent: AccountBindingProposed.make({ proposalId, institutionId, bankId }),
    institution: { ...institution, openProposalId: proposalId },
    institutionEvent: AccountBindingOpened.make({ proposalId, institutionId }),
  });
}

/** The bank's signed word arrives; a proposal that has it already, or is decided, stays as it is. */
export function confirmBinding(
  proposal: BindingProposal,
  confirmation: BankConfirmation,
): { readonly proposal: BindingProposal; readonly event: DomainEvent } | undefined {
  if (proposal.status !== "awaiting-bank") return undefined;
  const { proposalId, institutionId, bankId } = proposal;
  const { keyId, signature } = confirmation;
  return {
    proposal: { ...proposal, status: "ready", confirmation },
    event: AccountBindingConfirmed.make({ proposalId, institutionId, bankId, keyId, signature }),
  };
}

export function decideBinding(
  proposal: BindingProposal,
  institution: InstitutionState,
  command: DecideProposal,
  at: EpochMs,
): Result<Changed, InstitutionRefusal | ProposalRefusal> {
  const decided = decide(proposal, command, at);
  if (!decided.ok) return decided;
  const bound = command.approve ? accountToBind(proposal, institution, at) : ok(undefined);
  if (!bound.ok) return bound;
  const { proposalId, institutionId, bankId } = proposal;
  const { openProposalId: _closed, ...rest } = institution;
  return ok({
    ...decided.value,
    institution: bound.value === undefined ? rest : { ...rest, account: bound.value },
    institutionEvent:
      bound.value === undefined
        ? AccountBindingRejected.make({ proposalId, institutionId })
        : CustodyAccountBound.make({
            proposalId,
            institutionId,
            bankId,
            custodyAccountNo: bound.value.custodyAccountNo,
          }),
  });
}

/** Only an account that the bank itself says is the institution's own. */
function accountToBind(
  proposal: BindingProposal,
  institution: InstitutionState,
  at: EpochMs,
): Result<NonNullable<InstitutionState["account"]>, InstitutionRefusal> {
  const { confirmation, bankId, payoutAccountNo } = proposal;
  if (confirmation === undefined) return refuse("proposal.awaits-bank");
  if (confirmation.holderName !== institution.name)
    return refuse("proposal.holder-mismatch", {
      holder: confirmation.holderName,
      institution: institution.name,
    });
  const { custodyAccountNo } = confirmation;
  return ok({ bankId, custodyAccountNo, payoutAccountNo, boundAt: at });
}
