import type { Signer } from "../../../adapters/signing/keys.ts";
import { PayInSuspended } from "../../../events/custody.ts";
import { AccountBindingProposed } from "../../../events/institution.ts";
import { ReturnInstructed, TaskOpened } from "../../../events/settlement.ts";
import { openCustodyAccount as openContract } from "../../../functions/institution/contracts.ts";
import { openCustodyAccount } from "../../../functions/institution/open-custody-account.ts";
import { eventLambda } from "../../../functions/kit/event.ts";
import { returnPayIn as returnContract } from "../../../functions/settlement/contracts.ts";
import { returnPayIn } from "../../../functions/settlement/return-pay-in.ts";
import type { Caller } from "../door.ts";
import { bankThat, busEventOf, entriesIn } from "../events.ts";
import { anInstitution, confirmationOf } from "../institution.ts";
import type { Ask } from "./ask.ts";
import type { WorldKit } from "./world-kit.ts";

/** A proposal that the bank has confirmed, so that another officer may decide it. */
export async function readyProposal(
  kit: WorldKit,
  ask: Ask,
  author: Caller,
  institutionId: string,
): Promise<string> {
  const { proposalId } = await ask("bindCustodyAccount", author, {
    path: { institutionId },
    body: { bankId: "sandbox-bank", payoutAccountNo: "6222000012345678" },
  });
  const client = bankThat({
    openCustodyAccount: () => Promise.resolve(confirmationOf(proposalId, anInstitution().name)),
  });
  const consumer = eventLambda(openContract, AccountBindingProposed, openCustodyAccount, {
    ...kit,
    bank: () => client,
  });
  await consumer(busEventOf(kit.table, AccountBindingProposed.name));
  return proposalId;
}

/** A payment as a bank reports it, of an amount that its order does not ask for. */
interface Misplaced {
  readonly paymentId: string;
  readonly custodyAccountNo: string;
  readonly amountFen: number;
  readonly paidAt: string;
}

/** Money that fits no order, and where it stands. */
export interface MisplacedMoney {
  /** Of the payment whose return the bank has yet to answer. */
  readonly suspendedSerial: string;
  readonly suspendedFen: number;
  readonly returnId: string;
  /** Open: the bank did not pay another such payment back. */
  readonly taskId: string;
}

/** The same misplaced payment comes in twice: one is on its way back, the other the bank would not return. */
export async function misplacedMoney(
  kit: WorldKit,
  ask: Ask,
  signer: Signer,
  payment: Misplaced,
): Promise<MisplacedMoney> {
  const consumer = eventLambda(returnContract, PayInSuspended, returnPayIn, kit);
  const setOnItsWayBack = async (bankSerial: string): Promise<string> => {
    await ask("notifyPayIn", signer, { body: { bankSerial, ...payment } });
    await consumer(busEventOf(kit.table, PayInSuspended.name));
    return newest(kit, ReturnInstructed.name, "returnId");
  };
  const refusedSerial = "SB0000000010";
  await ask("reportReturnResult", signer, {
    body: {
      returnId: await setOnItsWayBack(refusedSerial),
      bankSerial: refusedSerial,
      outcome: "rejected",
      amountFen: payment.amountFen,
      executedAt: payment.paidAt,
      reason: "payer-account-closed",
    },
  });
  const suspendedSerial = "SB0000000011";
  return {
    taskId: newest(kit, TaskOpened.name, "taskId"),
    suspendedSerial,
    suspendedFen: payment.amountFen,
    returnId: await setOnItsWayBack(suspendedSerial),
  };
}

/** A field of the newest event of a name. */
function newest({ table }: WorldKit, eventName: string, field: string): string {
  const value = entriesIn(table).findLast((entry) => entry.eventName === eventName)?.data[field];
  if (typeof value !== "string") throw new Error(`no ${eventName} tells of a ${field}`);
  return value;
}
