import { aggregates } from "../../adapters/aggregates.ts";
import { sessionsOf } from "../../adapters/repositories/class-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import { lessonsOf } from "../../adapters/repositories/lesson-items.ts";
import { findRefund, refundsOfOrder } from "../../adapters/repositories/refund-items.ts";
import { StaleVersion } from "../../adapters/unit-of-work.ts";
import { heldBy } from "../../domain/custody/held-release.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { releaseHoldOf } from "../../domain/institution/holds.ts";
import { holdsLessons } from "../../domain/refund/hold-money.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { ownEnrolment } from "../enrolment/own-enrolment.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getConsumptionTrace as contract } from "./finance-contracts.ts";
import { traceView } from "./trace-view.ts";

/** So many heads one read takes. */
const MOST_HEADS = 100;

export const getConsumptionTrace = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);
  const institutions = aggregates(table, institutionKind);
  const instructions = aggregates(table, instructionKind);

  const instructionsOf = async (ids: readonly string[]) => {
    const parts = Array.from({ length: Math.ceil(ids.length / MOST_HEADS) }, (_, part) =>
      instructions.findMany(ids.slice(part * MOST_HEADS, (part + 1) * MOST_HEADS)),
    );
    return (await Promise.all(parts)).flat().map(({ state }) => state);
  };

  /** What keeps the order's fees back; of an order that has none to be paid out nobody is asked. */
  const heldByOf = async (enrolment: EnrolmentState) => {
    const { earned, releasing } = enrolment.balances;
    if (earned + releasing === 0) return undefined;
    const institution = await institutions.find(enrolment.institutionId);
    invariant(institution, `${enrolment.enrolmentId} has an institution`);
    return heldBy(enrolment, releaseHoldOf(institution.state));
  };

  /** The refunds for which money of the order is held, with their lessons. */
  const refundsOf = async ({ enrolmentId, balances }: EnrolmentState) => {
    if (balances.refunding === 0) return [];
    const holding = (await refundsOfOrder(table, enrolmentId)).filter(holdsLessons);
    const found = await Promise.all(holding.map(({ refundId }) => findRefund(table, refundId)));
    return found.flatMap((refund) => refund?.state ?? []);
  };

  return async ({ path: { enrolmentId } }, context) => {
    const before = await ownEnrolment(enrolments, enrolmentId, context);
    const [sessions, lessons, held, refunds] = await Promise.all([
      sessionsOf(table, before.state.classId),
      lessonsOf(table, enrolmentId),
      heldByOf(before.state),
      refundsOf(before.state),
    ]);
    const found = await instructionsOf(lessons.flatMap((one) => one.instructionId ?? []));
    // Balances and lessons of two moments would show a fee twice, or not at all.
    const after = await ownEnrolment(enrolments, enrolmentId, context);
    if (after.version !== before.version)
      throw new StaleVersion(`the money of ${enrolmentId} moved while it was looked for`);
    const parts = { sessions, lessons, instructions: found, refunds, heldBy: held };
    return traceView(before.state, parts, context.now);
  };
};
