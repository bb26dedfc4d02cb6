import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { measuresOrderedLately } from "../../adapters/repositories/measure-items.ts";
import type { AlertState } from "../../domain/alert/alert.ts";
import { decideConclude } from "../../domain/alert/dispose.ts";
import { measuresNotTaken } from "../../domain/alert/measures-taken.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { AlertMeasure } from "../../domain/shared/risk-codes.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import { commitWritten } from "./commit-alert.ts";
import type { concludeAlert as contract } from "./contracts.ts";
import { alertInCharge, officerIdOf } from "./whose-alert.ts";

export const concludeAlert = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const institutions = aggregates(table, institutionKind);

  async function notTakenOf(
    { institutionId, raisedAt }: AlertState,
    named: readonly AlertMeasure[],
  ): Promise<readonly AlertMeasure[]> {
    if (named.length === 0) return [];
    const [institution, ordered] = await Promise.all([
      institutions.find(institutionId),
      measuresOrderedLately(table, institutionId),
    ]);
    invariant(institution, `${institutionId} has an alert and exists`);
    return measuresNotTaken(named, institution.state, ordered, raisedAt);
  }

  return async ({ path: { alertId }, body: { text, ...said } }, context) => {
    const found = await alertInCharge(kit, context, alertId);
    const notTaken = await notTakenOf(found.state, said.measures);
    const conclusion = { ...said, notTaken, officerId: officerIdOf(context) };
    const decided = orThrow(decideConclude(found.state, conclusion, context.now));
    return commitWritten(kit, context, found, decided, text);
  };
};
