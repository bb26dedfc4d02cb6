import { aggregates } from "../../adapters/aggregates.ts";
import { complaintKind } from "../../adapters/repositories/complaint-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { turnOf } from "../../domain/complaint/transitions.ts";
import { isCovered } from "../../domain/identity/office.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import type { listComplaints as contract } from "./view-contracts.ts";
import { complaintSummary } from "./views.ts";

/** Complaints stay in the list of the county that handles them, however high they climb: superiors merge counties. */
export const listComplaints = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const complaints = aggregates(table, complaintKind);
  const pages = cursors(mac);

  return async ({ query: { cursor, limit, ...filter } }, context) => {
    const offices = officerRolesOf(context, ["complaints", "audit"]);
    const page = await pageByCounty(
      { table, units },
      {
        unitIds: await unitsToList(units, offices),
        partitionOf: keys.complaintsOfUnit,
        limit,
        place: await pages.read(context, filter, cursor),
      },
    );
    const found = (await complaints.findMany(page.pks.map(keys.idOf))).map(({ state }) => state);
    const paths = await Promise.all(found.map((each) => units.pathOf(each.countyUnitId)));
    return {
      complaints: found
        .filter(({ category }, place) => isCovered(offices, paths[place], category))
        .filter(({ status }) => filter.status === undefined || status === filter.status)
        .filter(({ status }) => filter.turn === undefined || turnOf[status] === filter.turn)
        .map(complaintSummary),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
