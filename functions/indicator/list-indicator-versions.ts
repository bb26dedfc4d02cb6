import { aggregates } from "../../adapters/aggregates.ts";
import { indicatorVersionKind } from "../../adapters/repositories/indicator-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { requireLead } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { versionView } from "./views.ts";
import type { listIndicatorVersions as contract } from "./view-contracts.ts";

export const listIndicatorVersions = ({ table, mac }: Kit): UseCaseOf<typeof contract> => {
  const versions = aggregates(table, indicatorVersionKind);
  const pages = cursors(mac);

  return async ({ path: { unitId }, query: { limit, cursor } }, context) => {
    requireLead(context, unitId, ["risk", "reference", "audit"]);
    const filter = { unitId };
    const after = await pages.read(context, filter, cursor);
    const page = await table.query({
      ...{ index: "gsi2", pk: keys.indicatorVersionsOfUnit(unitId), limit, backwards: true },
      ...(after === undefined ? {} : { after }),
    });
    const found = await versions.findMany(page.items.map(({ pk }) => keys.idOf(pk)));
    return {
      versions: found.map(({ state }) => versionView(state)),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
