import * as z from "zod";
import { BankId, InstitutionId, JobId, ProposalId, UnitId } from "../domain/shared/ids.ts";
import { defineEvent } from "./define.ts";

const record = z.object({
  institutionId: InstitutionId,
  uscc: z.string(),
  countyUnitId: UnitId,
  jobId: JobId,
  line: z.int(),
});

export const InstitutionRegistered = defineEvent("institution-registered", 1, record);
export const InstitutionUpdated = defineEvent("institution-updated", 1, record);

const proposal = z.object({ proposalId: ProposalId, institutionId: InstitutionId });

/** On the institution: a binding is under way, no second one may start. */
export const AccountBindingOpened = defineEvent("account-binding-opened", 1, proposal);

/** On the proposal: the bank has to open the account and confirm its holder. */
export const AccountBindingProposed = defineEvent(
  "account-binding-proposed",
  1,
  proposal.extend({ bankId: BankId }),
);

export const AccountBindingConfirmed = defineEvent(
  "account-binding-confirmed",
  1,
  proposal.extend({ bankId: BankId, keyId: z.string(), signature: z.string() }),
);

export const CustodyAccountBound = defineEvent(
  "custody-account-bound",
  1,
  proposal.extend({ bankId: BankId, custodyAccountNo: z.string() }),
);

export const AccountBindingRejected = defineEvent("account-binding-rejected", 1, proposal);
