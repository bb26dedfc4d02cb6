import { aggregates } from "../../adapters/aggregates.ts";
import { isFinalNo } from "../../adapters/bank/bank-client.ts";
import { payInId, suspendedPayInKind } from "../../adapters/repositories/pay-ins.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { ReturnInstructed } from "../../events/settlement.ts";
import type { BankKit } from "../kit/bank-deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { returnRecorder } from "./return-recorder.ts";

/**
 * Asks the bank to pay misplaced money back. Where it does not answer, the event comes again and the same
 * return is asked for again: the bank acts once for each id.
 */
export const sendReturn = (kit: BankKit): ReactionTo<typeof ReturnInstructed> => {
  const { table } = kit;
  const payIns = aggregates(table, suspendedPayInKind);
  const record = returnRecorder(table);

  return async ({ data }, context) => {
    const { returnId, bankId, bankSerial, amountFen } = data;
    const found = await payIns.find(payInId(data));
    invariant(found, `${returnId} was committed with its event`);
    // Answered already, or asked for anew under another id.
    if (found.state.status !== "returning" || found.state.returnId !== returnId) return;
    try {
      await kit.bank(bankId).returnPayIn({ returnId, bankSerial, amountFen });
    } catch (error) {
      if (!isFinalNo(error)) throw error;
      await record(found, { outcome: "rejected", amountFen, reasonCode: error.code }, context);
      return;
    }
    await commitCommand(table, context, [], { returnId });
  };
};
