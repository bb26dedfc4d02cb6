import { aggregates } from "../../adapters/aggregates.ts";
import { isFinalNo } from "../../adapters/bank/bank-client.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { instructionSent, markSent } from "../../domain/custody/instruction.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { ReleaseInstructed } from "../../events/custody.ts";
import type { BankKit } from "../kit/bank-deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { resultRecorder } from "./record-result.ts";

/**
 * Gives an instruction to the bank. Where the bank does not answer, the event comes again and the same
 * instruction is sent again: the bank acts once for each id. Its result may be quicker than our commit.
 */
export const sendInstruction = (kit: BankKit): ReactionTo<typeof ReleaseInstructed> => {
  const { table } = kit;
  const instructions = aggregates(table, instructionKind);
  const record = resultRecorder(table);

  return async ({ data }, context) => {
    const found = await instructions.find(data.instructionId);
    invariant(found, `${data.instructionId} was committed with its event`);
    if (found.state.status !== "pending") return;
    const { instructionId, bankId, custodyAccountNo, payoutAccountNo, amountFen } = found.state;
    const order = { instructionId, custodyAccountNo, payoutAccountNo, amountFen };
    try {
      await kit.bank(bankId).release(order);
    } catch (error) {
      if (!isFinalNo(error)) throw error;
      await record(
        found.state,
        { outcome: "rejected", amountFen, reasonCode: error.code },
        context,
      );
      return;
    }
    const sent = markSent(found.state, context.now);
    const changes = instructions.change(found, sent, instructionSent(sent), context);
    await commitCommand(table, context, changes, { instructionId, status: sent.status });
  };
};
