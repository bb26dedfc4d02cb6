import * as z from "zod";
import { InstitutionId, MassRefundId, ProposalId, UnitId } from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { defineEvent } from "./define.ts";

const ofMatter = {
  massRefundId: MassRefundId,
  institutionId: InstitutionId,
  proposalId: ProposalId,
};

/** On the proposal: another officer has to agree that all families of an institution are paid back. */
export const MassRefundProposed = defineEvent(
  "mass-refund-proposed",
  1,
  z.object({ institutionId: InstitutionId, proposalId: ProposalId, unitId: UnitId }),
);

/** Two officers have ordered it: the claims are to be added up. */
export const MassRefundOrdered = defineEvent(
  "mass-refund-ordered",
  1,
  z.object({
    ...ofMatter,
    /** By how much the bank holds less than the books. */
    missingFen: Fen,
  }),
);

/** On the institution: its freeze holds until the families are paid. */
export const MassRefundOpened = defineEvent("mass-refund-opened", 1, z.object(ofMatter));

/** Each family's share is fixed and is to be paid. */
export const MassRefundPlanned = defineEvent(
  "mass-refund-planned",
  1,
  z.object({
    ...ofMatter,
    familyCount: z.int(),
    claimedFen: Fen,
    availableFen: Fen,
    sharedFen: Fen,
  }),
);

/** Every share is paid, or comes to nothing. */
export const MassRefundClosed = defineEvent(
  "mass-refund-closed",
  1,
  z.object({ ...ofMatter, familyCount: z.int() }),
);

/** On the institution: its freeze may be lifted again. */
export const MassRefundEnded = defineEvent("mass-refund-ended", 1, z.object(ofMatter));
