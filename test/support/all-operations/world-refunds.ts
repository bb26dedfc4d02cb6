import { findRefund } from "../../../adapters/repositories/refund-items.ts";
import { ID_PREFIXES } from "../../../domain/shared/ids.ts";
import { toRfc3339 } from "../../../domain/shared/time.ts";
import { RefundOrdered } from "../../../events/complaint.ts";
import { repeatableContext } from "../../../functions/kit/task.ts";
import { callForRefund } from "../../../functions/refund/call-for-refund.ts";
import { instructRefund } from "../../../functions/refund/instruct-refund.ts";
import { openOrderedRefund } from "../../../functions/refund/open-ordered-refund.ts";
import * as contracts from "../../../functions/refund/workflow-contracts.ts";
import { OfRefund } from "../../../functions/refund/workflow-input.ts";
import { seedCalendar } from "../deadlines.ts";
import type { Caller } from "../door.ts";
import type { Ask } from "./ask.ts";
import type { WorldKit } from "./world-kit.ts";
import type { Things } from "./world.ts";

/** Refunds of the world's family, each where some operation can begin. */
export interface RefundsOfTheWorld {
  /** Awaits the institution's answer. */
  readonly refundId: string;
  readonly rejectedRefundId: string;
  /** Is with the bank. */
  readonly instructedRefundId: string;
  readonly refundInstructionId: string;
  readonly refundFen: number;
  /** Waits for a person. */
  readonly strandedRefundId: string;
  /** Of a lesson that the institution was paid for: it owes the family. */
  readonly owedRefundId: string;
  /** Of the order whose lessons are to come. */
  readonly refundQuote: string;
}

interface Orders {
  /** Paid, four lessons to come: one for each refund. */
  readonly orderToRefund: string;
  readonly orderAhead: string;
  readonly taughtOrder: string;
}

export async function refundsOfTheWorld(
  kit: WorldKit,
  ask: Ask,
  { guardian, owner }: { readonly guardian: Caller; readonly owner: Caller },
  { orderToRefund, orderAhead, taughtOrder }: Orders,
): Promise<RefundsOfTheWorld> {
  await seedCalendar(kit);
  const quoteFor = async (enrolmentId: string, body: object): Promise<string> =>
    (await ask("quoteRefund", guardian, { path: { enrolmentId }, body })).quote;
  const asked = async (ground: string, lessonNumber: number): Promise<string> => {
    const path = { enrolmentId: orderToRefund };
    const quote = await quoteFor(orderToRefund, { ground, lessonNumbers: [lessonNumber] });
    return (await ask("requestRefund", guardian, { path, body: { quote } })).refundId;
  };
  const context = repeatableContext(contracts.instructRefund, kit, {
    correlationId: "world",
    causationId: "world",
  });
  const told = (refundId: string) => OfRefund.parse({ execution: `${refundId}-1`, refundId });

  const refundId = await asked("institution", 1);
  const rejectedRefundId = await asked("institution", 2);
  await ask("decideRefund", owner, {
    path: { refundId: rejectedRefundId },
    body: { decision: "reject", reasonCode: "other", text: "课程已按约定开设" },
  });
  const instructedRefundId = await asked("before-start", 3);
  await instructRefund(kit)(told(instructedRefundId), context);
  const strandedRefundId = await asked("before-start", 4);
  await callForRefund(kit)(told(strandedRefundId), context);
  const { payment, custodyFen, institutionId } = await stateOf(kit, instructedRefundId);
  if (payment === undefined) throw new Error("the refund is instructed");
  return {
    ...{ refundId, rejectedRefundId, instructedRefundId, strandedRefundId },
    refundInstructionId: payment.instructionId,
    refundFen: custodyFen,
    owedRefundId: await owed(kit, taughtOrder, institutionId),
    refundQuote: await quoteFor(orderAhead, { ground: "consumer" }),
  };
}

async function stateOf({ table }: WorldKit, refundId: string) {
  const found = await findRefund(table, refundId);
  if (found === undefined) throw new Error(`there is no ${refundId}`);
  return found.state;
}

/** The end of a complaint orders a lesson back whose fee the institution has got. */
async function owed(kit: WorldKit, enrolmentId: string, institutionId: string): Promise<string> {
  const refundId = `${ID_PREFIXES.RefundId}_${kit.newUlid()}`;
  const context = {
    ...repeatableContext(contracts.openOrderedRefund, kit, {
      correlationId: "world",
      causationId: "world",
    }),
    newId: (prefix: string) =>
      prefix === ID_PREFIXES.RefundId ? refundId : `${prefix}_${kit.newUlid()}`,
  };
  const [id, sequence] = [`cmp_${"0".repeat(26)}`, 1];
  await openOrderedRefund(kit)(
    {
      id: `${id}.${sequence}`,
      name: RefundOrdered.name,
      subject: id,
      sequence,
      time: toRfc3339(kit.now()),
      context: { actor: "platform:orderComplaintRefund", correlationId: "world" },
      data: RefundOrdered.schema.parse({
        ...{ complaintId: id, institutionId, enrolmentId },
        refund: { lessons: [1] },
        tier: "county",
        orderedBy: "authority",
      }),
    },
    context,
  );
  return refundId;
}

/** For each operation about refunds a request to which whoever may ask it gets a yes. */
export const requestsAboutRefunds = (
  things: Pick<Things, "institutionId" | "orderAhead" | keyof RefundsOfTheWorld>,
) => ({
  quoteRefund: { path: { enrolmentId: things.orderAhead }, body: { ground: "consumer" } },
  requestRefund: {
    path: { enrolmentId: things.orderAhead },
    body: { quote: things.refundQuote, text: "孩子转学" },
  },
  withdrawRefund: { path: { refundId: things.refundId } },
  confirmRefundReceipt: { path: { refundId: things.owedRefundId } },
  listMyRefunds: {},
  getMyRefund: { path: { refundId: things.refundId } },
  decideRefund: {
    path: { refundId: things.refundId },
    body: { decision: "reject", reasonCode: "other", text: "课程已按约定开设" },
  },
  listInstitutionRefunds: { path: { institutionId: things.institutionId } },
  getInstitutionRefund: { path: { refundId: things.refundId } },
  arbitrateRefund: {
    path: { refundId: things.rejectedRefundId },
    body: { finding: "order", text: "经核实应予退还" },
  },
  retryRefundPayment: {
    path: { refundId: things.strandedRefundId },
    body: { finding: "已与银行核实" },
  },
  listRefunds: {},
  getRefund: { path: { refundId: things.rejectedRefundId } },
  reportRefundResult: {
    body: {
      instructionId: things.refundInstructionId,
      outcome: "executed",
      amountFen: things.refundFen,
      refundSerial: "SB0000000031",
      executedAt: "2026-03-07T09:00:00+08:00",
    },
  },
});
