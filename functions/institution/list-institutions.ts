import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import { INSTITUTION_VIEWERS, type listInstitutions as contract } from "./contracts.ts";
import { coveredBy } from "./covered-by.ts";
import { institutionSummary } from "./views.ts";

export const listInstitutions = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const pages = cursors(mac);

  return async ({ query: { cursor, limit, ...filter } }, context) => {
    const offices = officerRolesOf(context, INSTITUTION_VIEWERS);
    const unitIds = await unitsToList(units, offices, filter.unitId);
    const place = await pages.read(context, filter, cursor);
    const list = { unitIds, partitionOf: keys.institutionsOfUnit, limit, place };
    const page = await pageByCounty({ table, units }, list);
    const found = await institutions.findMany(page.pks.map(keys.idOf));
    const mine = await coveredBy(
      units,
      offices,
      found.map(({ state }) => state),
    );
    const today = shanghaiDate(context.now);
    return {
      institutions: mine
        .filter(({ category }) => filter.category === undefined || category === filter.category)
        .map((institution) => institutionSummary(institution, today))
        .filter(({ sellable }) => filter.sellable === undefined || sellable === filter.sellable),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
