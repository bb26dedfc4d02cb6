import { aggregates } from "../../adapters/aggregates.ts";
import { proposalKind } from "../../adapters/repositories/institution-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { Refused } from "../kit/problem.ts";
import type { listProposals as contract } from "./contracts.ts";
import { proposalView } from "./views.ts";

export const listProposals = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const proposals = aggregates(table, proposalKind);
  const pages = cursors(mac);

  return async ({ query }, context) => {
    const { cursor, limit, ...filter } = query;
    const [role] = officerRolesOf(context, ["funds", "audit"]);
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
    const shown = found
      .map((proposal) => proposal.state)
      .filter((state) => filter.status === undefined || state.status === filter.status);
    return {
      proposals: shown.map(proposalView),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
