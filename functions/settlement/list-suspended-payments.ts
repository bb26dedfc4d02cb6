import { aggregates } from "../../adapters/aggregates.ts";
import { suspendedPayInKind } from "../../adapters/repositories/pay-ins.ts";
import { keys } from "../../adapters/table/keys.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import type { listSuspendedPayments as contract } from "./contracts.ts";
import { mattersOf } from "./own-matters.ts";
import { suspendedPaymentDetail } from "./views.ts";

export const listSuspendedPayments = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const payIns = aggregates(table, suspendedPayInKind);
  const pages = cursors(mac);

  return async ({ query }, context) => {
    const { cursor, limit, ...filter } = query;
    const offices = officerRolesOf(context, ["funds", "audit"]);
    const place = await pages.read(context, filter, cursor);
    const page = await pageByCounty(
      { table, units },
      { unitIds: await unitsToList(units, offices), partitionOf: keys.payInsOfUnit, limit, place },
    );
    const found = (await payIns.findMany(page.pks.map(keys.idOf))).map(({ state }) => state);
    const located = found.map((state) => ({ ...state, unitId: state.countyUnitId }));
    const isOwn = await mattersOf({ table, units }, offices, located);
    const shown = found
      .filter((state) => isOwn({ ...state, unitId: state.countyUnitId }))
      .filter(({ status }) => filter.status === undefined || status === filter.status);
    return {
      payments: shown.map(suspendedPaymentDetail),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
