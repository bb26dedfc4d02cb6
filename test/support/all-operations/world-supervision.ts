import { aggregates } from "../../../adapters/aggregates.ts";
import { depositKind } from "../../../adapters/repositories/deposit-items.ts";
import type { Signer } from "../../../adapters/signing/keys.ts";
import { fen } from "../../../domain/shared/money.ts";
import { shanghaiDate } from "../../../domain/shared/time.ts";
import { keepFloor } from "../../../domain/supervision/deposit.ts";
import { actOnSupervisionDue } from "../../../functions/deadline/contracts.ts";
import { taskContext } from "../../../functions/kit/event.ts";
import { type Caller, seedMember } from "../door.ts";
import { foldAll } from "../funds.ts";
import { aBoundInstitution, fundsOfficer } from "../institution.ts";
import type { Ask } from "./ask.ts";
import type { Knock } from "./operations.ts";
import { WATCHED, WATCHED_CUSTODY_ACCOUNT } from "./world-institutions.ts";
import type { WorldKit } from "./world-kit.ts";

/** An institution whose custody account holds more than the books say, and whose deposit is below its floor. */
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
/** What its deposit has to hold; the bank tells of less. */
const FLOOR_FEN = 9000;
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
  await reckonOnce(kit);
  await foldAll(kit);
  return {
    watchedInstitutionId: WATCHED,
    watchedUscc: uscc,
    depositAccountNo: DEPOSIT_ACCOUNT,
    nextAsOf: new Date(kit.now() + MINUTE_MS).toISOString(),
  };
}

/** A night in which its floor is reckoned; the fees behind it were taken before the world began. */
async function reckonOnce(kit: WorldKit): Promise<void> {
  const deposits = aggregates(kit.table, depositKind);
  const found = await deposits.find(WATCHED);
  if (found === undefined) throw new Error("its deposit is registered");
  const day = shanghaiDate(kit.now());
  const floorFen = fen(FLOOR_FEN);
  const floor = { floorFen, feesFen: floorFen, from: day, to: day, day };
  const { deposit, event } = keepFloor(found.state, floor, kit.now());
  const context = taskContext(actOnSupervisionDue, kit, { correlationId: "s", causationId: "s" });
  const changes = deposits.change(found, deposit, event, context);
  await kit.table.commit(changes.map(({ write }) => write));
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
  listDepositShortfalls: {},
  listBalances: { path: { institutionId: watchedInstitutionId } },
});
