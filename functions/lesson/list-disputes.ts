import { aggregates } from "../../adapters/aggregates.ts";
import { findDisputes } from "../../adapters/repositories/dispute-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { coveredBy } from "../institution/covered-by.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import type { listDisputes as contract } from "./dispute-contracts.ts";
import { disputeView } from "./dispute-views.ts";

export const listDisputes = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const pages = cursors(mac);

  return async ({ query }, context) => {
    const { cursor, limit, ...filter } = query;
    const offices = officerRolesOf(context, ["funds", "audit"]);
    const page = await pageByCounty(
      { table, units },
      {
        unitIds: await unitsToList(units, offices),
        partitionOf: keys.disputesOfUnit,
        limit,
        place: await pages.read(context, filter, cursor),
      },
    );
    const found = await findDisputes(table, page.pks.map(keys.idOf));
    const about = new Set(found.map(({ institutionId }) => institutionId));
    const concerned = (await institutions.findMany([...about])).map(({ state }) => state);
    const mine = await coveredBy(units, offices, concerned);
    const ids = new Set(mine.map(({ institutionId }) => institutionId));
    const shown = found
      .filter(({ institutionId }) => ids.has(institutionId))
      .filter(({ status }) => filter.status === undefined || status === filter.status);
    return {
      disputes: shown.map(disputeView),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
