import type { Signer } from "../../../adapters/signing/keys.ts";
import { type Caller, seedMember } from "../door.ts";
import { foldAll } from "../funds.ts";
import { aBoundInstitution, fundsOfficer } from "../institution.ts";
import type { Ask } from "./ask.ts";
import type { Knock } from "./operations.ts";
import { WATCHED, WATCHED_CUSTODY_ACCOUNT } from "./world-institutions.ts";
import type { WorldKit } from "./world-kit.ts";

/** An institution whose custody account holds more than the books say, and which keeps a deposit. */
export interface SupervisionOfTheWorld {
  readonly watchedInstitutionId: string;
  readonly watchedUscc: string;
  readonly depositAccountNo: string;
  /** An instant of which the bank has told nothing yet, no further ahead than its clock may be. */
  readonly nextAsOf: string;
}

const DEPOSIT_ACCOUNT = "77000005";
/** What the bank holds of it, and no order says why. */
const BEYOND_FEN = 700;
const MINUTE_MS = 60_000;

/** Two officers register the deposit, the bank speaks of both accounts, and the sums of the area are folded. */
export async function supervisionOfTheWorld(
  kit: WorldKit,
  ask: Ask,
  { author, signer }: { readonly author: Caller; readonly signer: Signer },
): Promise<SupervisionOfTheWorld> {
  const { uscc, countyUnitId } = aBoundInstitution();
  const asOf = new Date(kit.now()).toISOString();
  await ask("pushBalance", signer, {
    body: {
      custodyAccountNo: WATCHED_CUSTODY_ACCOUNT,
      balanceFen: BEYOND_FEN,
      asOf,
      serialCount: 1,
    },
  });
  const { proposalId } = await ask("bindDepositAccount", author, {
    path: { institutionId: WATCHED },
    body: { bankId: "sandbox-bank", depositAccountNo: DEPOSIT_ACCOUNT },
  });
  const other = await seedMember(kit.table, "world-deposit-officer", fundsOfficer(countyUnitId));
  await ask("decideProposal", other, {
    path: { proposalId },
    body: { decision: "approve", reason: "账户属实" },
  });
  await ask("pushDepositBalance", signer, {
    body: { depositAccountNo: DEPOSIT_ACCOUNT, holderUscc: uscc, balanceFen: 5000, asOf },
  });
  await foldAll(kit);
  return {
    watchedInstitutionId: WATCHED,
    watchedUscc: uscc,
    depositAccountNo: DEPOSIT_ACCOUNT,
    nextAsOf: new Date(kit.now() + MINUTE_MS).toISOString(),
  };
}

/** What officers and the bank ask about it. */
export const requestsAboutSupervision = ({
  institutionId,
  bareInstitutionId,
  watchedInstitutionId,
  watchedUscc,
  depositAccountNo,
  nextAsOf,
}: SupervisionOfTheWorld & {
  readonly institutionId: string;
  readonly bareInstitutionId: string;
}): Readonly<Record<string, Knock>> => ({
  getFundsOverview: {},
  getInstitutionFunds: { path: { institutionId } },
  listFundsBreaks: {},
  bindDepositAccount: {
    path: { institutionId: bareInstitutionId },
    body: { bankId: "sandbox-bank", depositAccountNo: "77000006" },
  },
  pushDepositBalance: {
    body: {
      depositAccountNo,
      holderUscc: watchedUscc,
      balanceFen: 6000,
      asOf: nextAsOf,
    },
  },
  getDepositStatus: { path: { institutionId: watchedInstitutionId } },
  listBalances: { path: { institutionId: watchedInstitutionId } },
});
