import { aggregates } from "../../adapters/aggregates.ts";
import { sessionsOf } from "../../adapters/repositories/class-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import { lessonsOf } from "../../adapters/repositories/lesson-items.ts";
import { StaleVersion } from "../../adapters/unit-of-work.ts";
import { ownEnrolment } from "../enrolment/own-enrolment.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { getConsumptionTrace as contract } from "./finance-contracts.ts";
import { traceView } from "./trace-view.ts";

/** So many heads one read takes. */
const MOST_HEADS = 100;

export const getConsumptionTrace = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);
  const instructions = aggregates(table, instructionKind);

  const instructionsOf = async (ids: readonly string[]) => {
    const parts = Array.from({ length: Math.ceil(ids.length / MOST_HEADS) }, (_, part) =>
      instructions.findMany(ids.slice(part * MOST_HEADS, (part + 1) * MOST_HEADS)),
    );
    return (await Promise.all(parts)).flat().map(({ state }) => state);
  };

  return async ({ path: { enrolmentId } }, context) => {
    const before = await ownEnrolment(enrolments, enrolmentId, context);
    const [sessions, lessons] = await Promise.all([
      sessionsOf(table, before.state.classId),
      lessonsOf(table, enrolmentId),
    ]);
    const found = await instructionsOf(lessons.flatMap((one) => one.instructionId ?? []));
    // Balances and lessons of two moments would show a fee twice, or not at all.
    const after = await ownEnrolment(enrolments, enrolmentId, context);
    if (after.version !== before.version)
      throw new StaleVersion(`the money of ${enrolmentId} moved while it was looked for`);
    return traceView(before.state, { sessions, lessons, instructions: found }, context.now);
  };
};
