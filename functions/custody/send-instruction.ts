import type { ReleaseInstructed } from "../../events/custody.ts";
import type { BankKit } from "../kit/bank-deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { instructionSender } from "./instruction-sender.ts";

/**
 * Gives an instruction to the bank. Where the bank does not answer, the event comes again and the same
 * instruction is sent again.
 */
export const sendInstruction = (kit: BankKit): ReactionTo<typeof ReleaseInstructed> => {
  const send = instructionSender(kit);

  return async ({ data }, context) => {
    await send(data.instructionId, context);
  };
};
