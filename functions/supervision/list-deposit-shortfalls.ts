import { depositKind } from "../../adapters/repositories/deposit-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import { mattersByCounty } from "../settlement/matters-by-county.ts";
import { FUNDS_VIEWERS } from "./contracts.ts";
import type { listDepositShortfalls as contract } from "./deposit-contracts.ts";
import { depositStandingView } from "./views.ts";

/** The deposits below their floor lie in an index of their own: those that hold enough are not looked at. */
export const listDepositShortfalls = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const pages = cursors(mac);

  return async ({ query: { cursor, limit, ...filter } }, context) => {
    const offices = officerRolesOf(context, FUNDS_VIEWERS);
    const unitIds = await unitsToList(units, offices, filter.unitId);
    const place = await pages.read(context, filter, cursor);
    const list = { unitIds, partitionOf: keys.shortDepositsOfUnit, limit, place };
    const { matters, next } = await mattersByCounty({ table, units }, depositKind, offices, list);
    return {
      shortfalls: matters
        // What was filled up since the index was read lacks nothing any more.
        .filter(({ shortSince }) => shortSince !== undefined)
        .map((state) => ({
          institutionId: state.institutionId,
          countyUnitId: state.countyUnitId,
          ...depositStandingView(state),
        })),
      ...(await pages.write(context, filter, next)),
    };
  };
};
