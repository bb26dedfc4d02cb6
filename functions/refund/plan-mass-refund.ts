import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import {
  massRefundKind,
  plannedLineChange,
} from "../../adapters/repositories/mass-refund-items.ts";
import { ordersOfInstitution } from "../../adapters/repositories/orders-of-institution.ts";
import type { Table } from "../../adapters/table/table.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { LessonState } from "../../domain/lesson/lesson.ts";
import { fixPlan } from "../../domain/refund/mass-refund-state.ts";
import type { PlannedShare } from "../../domain/refund/open-share.ts";
import {
  type CountedOrder,
  countOrder,
  isConcerned,
  shareAmongFamilies,
} from "../../domain/refund/plan-mass-refund.ts";
import type { EnrolmentId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type Fen, sumFen } from "../../domain/shared/money.ts";
import type { MassRefundOrdered } from "../../events/mass-refund.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { inParallel } from "../kit/in-parallel.ts";
import { againWhenStale } from "../kit/again-when-stale.ts";
import { findOrder } from "./find-order.ts";

/** So many orders are read side by side, and so many lines written in one transaction. */
const ORDERS_AT_ONCE = 16;
const LINES_A_COMMIT = 100;

/**
 * Adds up what the families of an institution claim, and fixes each one's share. All lines are written before the
 * plan is fixed, under an id of this attempt: where it breaks off, the next one adds up anew, and the lines of the
 * first are nobody's. Who comes second finds the plan fixed.
 */
export const planMassRefund = ({ table }: Kit): ReactionTo<typeof MassRefundOrdered> => {
  const massRefunds = aggregates(table, massRefundKind);
  const count = orderCounter(table);

  return async ({ data: { massRefundId, institutionId } }, context) => {
    const found = await massRefunds.find(massRefundId);
    invariant(found, `${massRefundId} was committed with its event`);
    if (found.state.status !== "ordered") return;
    const orders: CountedOrder[] = [];
    for await (const enrolmentIds of ordersOfInstitution(table, institutionId))
      orders.push(...(await count(enrolmentIds)));
    const { shares, ...sums } = shareAmongFamilies(orders, found.state.missingFen);
    const planId = context.newId("try");
    await writeLines(table, massRefundId, planId, shares);
    const plan = { planId, familyCount: shares.length, ...sums, plannedAt: context.now };
    const fixed = fixPlan(found.state, plan);
    if (fixed === undefined) return;
    const changes = massRefunds.change(found, fixed.massRefund, fixed.event, context);
    await commitCommand(table, context, changes, {});
  };
};

async function writeLines(
  table: Table,
  massRefundId: string,
  planId: string,
  shares: readonly PlannedShare[],
): Promise<void> {
  for (let from = 0; from < shares.length; from += LINES_A_COMMIT)
    await table.commit(
      shares
        .slice(from, from + LINES_A_COMMIT)
        .map((share) => plannedLineChange(massRefundId, planId, share).write),
    );
}

/** Counts orders with their lessons, each as it was at one moment. */
function orderCounter(table: Table) {
  const enrolments = aggregates(table, enrolmentKind);
  const instructions = aggregates(table, instructionKind);

  /** What of an order's releasing money the bank has been told to pay, or may have been. */
  const sentFen = async (lessons: readonly LessonState[]): Promise<Fen> => {
    const releasing = lessons.filter(({ status }) => status === "releasing");
    const found = await instructions.findMany(
      releasing.flatMap(({ instructionId }) => instructionId ?? []),
    );
    const sent = found.filter(({ state }) => state.status !== "pending");
    return sumFen(sent.map(({ state }) => state.amountFen));
  };

  const countOne = async (enrolmentId: EnrolmentId): Promise<CountedOrder> => {
    const found = await againWhenStale(() => findOrder(table, enrolmentId));
    invariant(found, `${enrolmentId} is an order`);
    const { enrolment, lessons } = found.order;
    return countOrder(enrolment, lessons, await sentFen(lessons));
  };

  return async (enrolmentIds: readonly string[]): Promise<readonly CountedOrder[]> => {
    const found = await enrolments.findMany(enrolmentIds);
    const concerned = found.filter(({ state }) => isConcerned(state.balances));
    return inParallel(
      concerned.map(({ state }) => state.enrolmentId),
      ORDERS_AT_ONCE,
      countOne,
    );
  };
}
