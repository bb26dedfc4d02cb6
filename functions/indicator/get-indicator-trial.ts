import { aggregates } from "../../adapters/aggregates.ts";
import { findingsOf, indicatorTrialKind } from "../../adapters/repositories/indicator-items.ts";
import { notFound, requireLead } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { trialView } from "./views.ts";
import type { getIndicatorTrial as contract } from "./view-contracts.ts";

export const getIndicatorTrial = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const trials = aggregates(table, indicatorTrialKind);
  const pages = cursors(mac);

  return async ({ path: { trialId }, query: { limit, cursor } }, context) => {
    const found = await trials.find(trialId);
    if (found === undefined) throw notFound("indicator-trial", trialId);
    requireLead(context, found.state.unitId, ["risk", "reference", "audit"]);
    const filter = { trialId };
    const after = await pages.read(context, filter, cursor);
    const { findings, next } = await findingsOf(table, trialId, { limit, after });
    return {
      ...trialView(found.state),
      institutions: [...findings],
      ...(await pages.write(context, filter, next)),
    };
  };
};
