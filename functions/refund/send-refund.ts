import { aggregates } from "../../adapters/aggregates.ts";
import { isFinalNo } from "../../adapters/bank/bank-client.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { findRefund } from "../../adapters/repositories/refund-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { wayOfMoney } from "../../domain/enrolment/way-of-money.ts";
import type { EnrolmentId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RefundInstructed } from "../../events/refund.ts";
import type { BankKit } from "../kit/bank-deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { payeeOf } from "./payee.ts";
import { refundRecorder } from "./record-result.ts";

/**
 * Has the bank pay a refund. Where the bank does not answer, the event comes again and the same is asked again:
 * the bank acts once for each id. Its result may be quicker than what is committed here.
 */
export const sendRefund = (kit: BankKit & PersonalKit): ReactionTo<typeof RefundInstructed> => {
  const { table } = kit;
  const enrolments = aggregates(table, enrolmentKind);
  const record = refundRecorder(table);

  const serialOf = async (enrolmentId: EnrolmentId): Promise<string> => {
    const enrolment = await enrolments.find(enrolmentId);
    const way = enrolment && wayOfMoney(enrolment.state);
    invariant(way, `${enrolmentId} was paid at the bank`);
    return way.bankSerial;
  };

  return async ({ data: { refundId, instructionId, attempt } }, context) => {
    const found = await findRefund(table, refundId);
    invariant(found, `${refundId} was committed with its event`);
    const { status, payment, enrolmentId, custodyFen: amountFen } = found.state;
    // Answered already, or instructed anew.
    if (status !== "instructed" || payment?.attempt !== attempt) return;
    const { bankId, custodyAccountNo } = payment;
    const order = { instructionId, custodyAccountNo, amountFen };
    const payee = await payeeOf(kit, payment);
    try {
      if (payee !== undefined) await kit.bank(bankId).refundTo({ ...order, payee });
      else await kit.bank(bankId).refund({ ...order, bankSerial: await serialOf(enrolmentId) });
    } catch (error) {
      if (!isFinalNo(error)) throw error;
      const refused = { outcome: "rejected", amountFen, reasonCode: error.code } as const;
      await record(refundId, instructionId, refused, context);
      return;
    }
    await commitCommand(table, context, [], { instructionId });
  };
};
