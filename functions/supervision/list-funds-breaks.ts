import { balanceKind } from "../../adapters/repositories/settlement-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import { mattersByCounty } from "../settlement/matters-by-county.ts";
import { FUNDS_VIEWERS, type listFundsBreaks as contract } from "./contracts.ts";
import { toldBalanceView } from "./views.ts";

/** The balances that differ lie in an index of their own: those that agree are not looked at. */
export const listFundsBreaks = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const pages = cursors(mac);

  return async ({ query: { cursor, limit, ...filter } }, context) => {
    const offices = officerRolesOf(context, FUNDS_VIEWERS);
    const unitIds = await unitsToList(units, offices, filter.unitId);
    const place = await pages.read(context, filter, cursor);
    const list = { unitIds, partitionOf: keys.balancesOfUnit, limit, place };
    const { matters, next } = await mattersByCounty({ table, units }, balanceKind, offices, list);
    // What has come to agree since the index was read is no break any more.
    const shown = matters.filter(
      ({ outcome }) =>
        outcome !== "agrees" && (filter.outcome === undefined || outcome === filter.outcome),
    );
    return {
      breaks: shown.map((state) => ({
        institutionId: state.institutionId,
        countyUnitId: state.countyUnitId,
        ...toldBalanceView(state),
      })),
      ...(await pages.write(context, filter, next)),
    };
  };
};
