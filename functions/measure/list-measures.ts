import { aggregates } from "../../adapters/aggregates.ts";
import { measureKind } from "../../adapters/repositories/measure-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { isCovered } from "../../domain/identity/office.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import type { listMeasures as contract } from "./view-contracts.ts";
import { measureSummary } from "./views.ts";

export const listMeasures = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const measures = aggregates(table, measureKind);
  const pages = cursors(mac);

  return async ({ query: { cursor, limit, ...filter } }, context) => {
    const offices = officerRolesOf(context, ["risk", "funds", "audit"]);
    const page = await pageByCounty(
      { table, units },
      {
        unitIds: await unitsToList(units, offices, filter.unitId),
        partitionOf: keys.measuresOfUnit,
        limit,
        place: await pages.read(context, filter, cursor),
      },
    );
    const found = (await measures.findMany(page.pks.map(keys.idOf))).map(({ state }) => state);
    const paths = await Promise.all(found.map((each) => units.pathOf(each.countyUnitId)));
    const { measure, status, overdue } = filter;
    return {
      measures: found
        .filter(({ category }, place) => isCovered(offices, paths[place], category))
        .filter(({ kind }) => measure === undefined || kind === measure)
        .filter((each) => status === undefined || each.status === status)
        .filter(({ isOverdue = false }) => overdue === undefined || isOverdue === overdue)
        .map(measureSummary),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
