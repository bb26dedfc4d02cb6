import * as z from "zod";
import { BankId, InstitutionId, ProposalId } from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { LocalDate, Timestamp } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

const account = { institutionId: InstitutionId, bankId: BankId, depositAccountNo: z.string() };

/** On the proposal: another officer has to agree that this is the institution's deposit account. */
export const DepositAccountProposed = defineEvent(
  "deposit-account-proposed",
  1,
  z.object({ ...account, proposalId: ProposalId }),
);

/** On the deposit: the account in which the institution keeps its performance deposit is known. */
export const DepositAccountBound = defineEvent(
  "deposit-account-bound",
  1,
  z.object({ ...account, proposalId: ProposalId }),
);

/** The bank told what the deposit account holds. */
export const DepositBalanceTold = defineEvent(
  "deposit-balance-told",
  1,
  z.object({ ...account, balanceFen: Fen, asOf: Timestamp }),
);

/** The least that the deposit has to hold has changed with the fees that were taken. */
export const DepositFloorReckoned = defineEvent(
  "deposit-floor-reckoned",
  1,
  z.object({
    institutionId: InstitutionId,
    floorFen: Fen,
    /** What came in on the days from `from` to `to`, which made the floor. */
    feesFen: Fen,
    from: LocalDate,
    to: LocalDate,
    /** The last day whose fees were counted. */
    day: LocalDate,
  }),
);
