import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind, proposalKind } from "../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { Refused } from "../kit/problem.ts";
import type { listProposals as contract } from "./contracts.ts";
import { coveredBy } from "./covered-by.ts";
import { proposalView } from "./views.ts";

export const listProposals = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const proposals = aggregates(table, proposalKind);
  const pages = cursors(mac);

  return async ({ query }, context) => {
    const { cursor, limit, ...filter } = query;
    const offices = officerRolesOf(context, ["funds", "audit"]);
    const [role] = offices;
    if (role === undefined) throw new Refused("identity.outside-unit");
    const page = await pageByCounty(
      { table, units },
      {
        unitId: role.unitId,
        partitionOf: keys.proposalsOfUnit,
        limit,
        place: await pages.read(context, filter, cursor),
      },
    );
    const found = await proposals.findMany(page.pks.map(keys.idOf));
    const about = new Set(found.map(({ state }) => state.institutionId));
    const concerned = (await institutions.findMany([...about])).map(({ state }) => state);
    const mine = await coveredBy(units, offices, concerned);
    const ids = new Set(mine.map(({ institutionId }) => institutionId));
    const shown = found
      .map((proposal) => proposal.state)
      .filter(({ institutionId }) => ids.has(institutionId))
      .filter((state) => filter.status === undefined || state.status === filter.status);
    return {
      proposals: shown.map(proposalView),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
