import { aggregates } from "../../adapters/aggregates.ts";
import { payInId, suspendedPayInKind } from "../../adapters/repositories/pay-ins.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideReturnPayIn } from "../../domain/custody/return-pay-in.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { PayInSuspended } from "../../events/custody.ts";
import { nextReturnId } from "../custody/instruction-id.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";

/** Money that fits no order goes back as soon as it is known; the bank is told by another task. */
export const returnPayIn = ({ table }: Kit): ReactionTo<typeof PayInSuspended> => {
  const payIns = aggregates(table, suspendedPayInKind);

  return async ({ data }, context) => {
    const found = await payIns.find(payInId(data));
    invariant(found, `${data.bankSerial} was committed with its event`);
    const returnId = nextReturnId(found.state);
    const decided = decideReturnPayIn(found.state, returnId, context.now);
    // Told again after it went on its way. Money that a bank refused to return waits for a person.
    if (!decided.ok || found.state.returnId !== undefined) return;
    const { payIn, event } = decided.value;
    await commitCommand(table, context, payIns.change(found, payIn, event, context), { returnId });
  };
};
