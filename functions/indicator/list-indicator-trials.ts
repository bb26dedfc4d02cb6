import { aggregates } from "../../adapters/aggregates.ts";
import { indicatorTrialKind } from "../../adapters/repositories/indicator-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { ownVersions } from "./own-version.ts";
import { trialView } from "./views.ts";
import type { listIndicatorTrials as contract } from "./view-contracts.ts";

export const listIndicatorTrials = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const { find } = ownVersions({ table });
  const trials = aggregates(table, indicatorTrialKind);
  const pages = cursors(mac);

  return async ({ path: { versionId }, query: { limit, cursor } }, context) => {
    await find(versionId, context, ["risk", "reference", "audit"]);
    const filter = { versionId };
    const after = await pages.read(context, filter, cursor);
    const page = await table.query({
      ...{ index: "gsi1", pk: keys.indicatorTrialsOfVersion(versionId), limit, backwards: true },
      ...(after === undefined ? {} : { after }),
    });
    const found = await trials.findMany(page.items.map(({ pk }) => keys.idOf(pk)));
    return {
      trials: found.map(({ state }) => trialView(state)),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
