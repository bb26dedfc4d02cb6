import { aggregates } from "../../adapters/aggregates.ts";
import { alertKind } from "../../adapters/repositories/alert-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { isCovered } from "../../domain/identity/office.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import type { listAlerts as contract } from "./view-contracts.ts";
import { alertSummary } from "./views.ts";

/**
 * Alerts stay in the list of the county where the institution lies, however high they go: superiors merge counties.
 * What is asked for is chosen from each page after it is read, so a page may be short, or empty, before the last one.
 */
export const listAlerts = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const alerts = aggregates(table, alertKind);
  const pages = cursors(mac);

  return async ({ query: { cursor, limit, ...filter } }, context) => {
    const offices = officerRolesOf(context, ["risk", "audit"]);
    const page = await pageByCounty(
      { table, units },
      {
        unitIds: await unitsToList(units, offices, filter.unitId),
        partitionOf: keys.alertsOfUnit,
        limit,
        place: await pages.read(context, filter, cursor),
      },
    );
    const found = (await alerts.findMany(page.pks.map(keys.idOf))).map(({ state }) => state);
    const paths = await Promise.all(found.map((each) => units.pathOf(each.countyUnitId)));
    const isAsked = <T>(asked: T | undefined, value: T): boolean =>
      asked === undefined || asked === value;
    return {
      alerts: found
        .filter(({ category }, place) => isCovered(offices, paths[place], category))
        .filter(({ level }) => isAsked(filter.level, level))
        .filter(({ indicatorId }) => isAsked(filter.indicatorId, indicatorId))
        .filter(({ status }) => isAsked(filter.status, status))
        .filter(({ tier }) => isAsked(filter.tier, tier))
        .map(alertSummary),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
