import { aggregates } from "../../adapters/aggregates.ts";
import { isFinalNo } from "../../adapters/bank/bank-client.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import { mustBeListed } from "../../adapters/repositories/orders-of-institution.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { heldBy } from "../../domain/custody/held-release.ts";
import { instructionSent, markSent } from "../../domain/custody/instruction.ts";
import { releaseHoldOf } from "../../domain/institution/holds.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { BankKit } from "../kit/bank-deps.ts";
import type { RequestContext } from "../kit/context.ts";
import { resultRecorder } from "./record-result.ts";

/** What became of an instruction that was to be given to the bank. */
export type Sending = "sent" | "refused" | "sent-before" | "held";

/**
 * Gives a release instruction to the bank, unless the authority keeps its institution's releases back, or the order
 * is short of money that the bank has taken back since: then it stays as it is, and is sent when it is free. The bank
 * acts once for each id. Its result may be quicker than our commit.
 */
export const instructionSender = (kit: BankKit) => {
  const { table } = kit;
  const enrolments = aggregates(table, enrolmentKind);
  const institutions = aggregates(table, institutionKind);
  const instructions = aggregates(table, instructionKind);
  const record = resultRecorder(table);

  return async (id: string, context: RequestContext): Promise<Sending> => {
    const found = await instructions.find(id);
    invariant(found, `${id} was committed with its event`);
    if (found.state.status !== "pending") return "sent-before";
    const { instructionId, bankId, custodyAccountNo, payoutAccountNo, amountFen } = found.state;
    const [enrolment, institution] = await Promise.all([
      enrolments.find(found.state.enrolmentId),
      institutions.find(found.state.institutionId),
    ]);
    invariant(enrolment && institution, `${id} pays an institution for a lesson of an order`);
    if (heldBy(enrolment.state, releaseHoldOf(institution.state)) !== undefined) {
      await mustBeListed(table, enrolment.state);
      return "held";
    }
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
      return "refused";
    }
    const sent = markSent(found.state, context.now);
    const changes = instructions.change(found, sent, instructionSent(sent), context);
    await commitCommand(table, context, changes, { instructionId, status: sent.status });
    return "sent";
  };
};
