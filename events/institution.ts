import * as z from "zod";
import { AlertId, BankId, InstitutionId, JobId, ProposalId, UnitId } from "../domain/shared/ids.ts";
import { LegalBasis } from "../domain/shared/measure-codes.ts";
import { LocalDate, Timestamp } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

const record = z.object({
  institutionId: InstitutionId,
  uscc: z.string(),
  countyUnitId: UnitId,
  jobId: JobId,
  line: z.int(),
});

const licensed = record.extend({ licenceValidTo: LocalDate.optional() });

export const InstitutionRegistered = defineEvent("institution-registered", 1, licensed);
export const InstitutionUpdated = defineEvent(
  "institution-updated",
  1,
  licensed.extend({
    /** Present where somebody else represents it from now on. */
    legalPersonChanged: z.literal(true).optional(),
  }),
);

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

const freeze = proposal.extend({
  lapsesAt: Timestamp,
  /** The article on which it rests; freezes from before it was asked for name none. */
  basis: LegalBasis.optional(),
  alertId: AlertId.optional(),
});

/** On the proposal: another officer has to confirm the freeze. */
export const FreezeProposed = defineEvent("freeze-proposed", 1, freeze);

/** On the institution: nothing is sold and nothing paid out any more. */
export const InstitutionFrozen = defineEvent("institution-frozen", 1, freeze);

const freezeChange = proposal.extend({
  /** Why it ended, where it has. */
  cause: z.enum(["officers", "rejected", "lapsed"]).optional(),
});

/** Another officer has confirmed it: it no longer ends by itself. */
export const FreezeConfirmed = defineEvent("freeze-confirmed", 1, freezeChange);

/** On the proposal: another officer has to agree that a freeze is lifted. */
export const FreezeLiftProposed = defineEvent(
  "freeze-lift-proposed",
  1,
  proposal.extend({ freezeProposalId: ProposalId }),
);

/** On the institution: it may sell again, and what was held is paid out. */
export const FreezeLifted = defineEvent("freeze-lifted", 1, freezeChange);
