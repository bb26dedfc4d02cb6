import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { proposalKind } from "../../adapters/repositories/proposal-kind.ts";
import { keys } from "../../adapters/table/keys.ts";
import { DUTY_OF_KIND, type ProposalState } from "../../domain/proposal/proposal.ts";
import { coveredBy } from "../institution/covered-by.ts";
import { officerRolesOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import type { listProposals as contract } from "./contracts.ts";
import { proposalView } from "./views.ts";

export const listProposals = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const proposals = aggregates(table, proposalKind);
  const pages = cursors(mac);

  /** The institutions among those concerned that lie in the caller's area and trade. */
  async function mine(found: readonly ProposalState[], context: RequestContext) {
    const about = found.flatMap((each) => ("institutionId" in each ? [each.institutionId] : []));
    const concerned = await institutions.findMany([...new Set(about)]);
    const offices = officerRolesOf(context, [DUTY_OF_KIND["custody-account-binding"], "audit"]);
    const covered = await coveredBy(
      units,
      offices,
      concerned.map(({ state }) => state),
    );
    return new Set(covered.map(({ institutionId }) => institutionId));
  }

  return async ({ query }, context) => {
    const { cursor, limit, ...filter } = query;
    const offices = officerRolesOf(context, ["funds", "reference", "audit"]);
    const page = await pageByCounty(
      { table, units },
      {
        unitIds: await unitsToList(units, offices),
        ownToo: true,
        partitionOf: keys.proposalsOfUnit,
        limit,
        place: await pages.read(context, filter, cursor),
      },
    );
    const stored = await proposals.findMany(page.pks.map(keys.idOf));
    const found = stored.map(({ state }) => state);
    const institutionIds = await mine(found, context);
    const isShown = (state: ProposalState): boolean =>
      "institutionId" in state
        ? institutionIds.has(state.institutionId)
        : officerRolesOf(context, [DUTY_OF_KIND[state.kind], "audit"]).some(
            ({ unitId }) => unitId === state.unitId,
          );
    const shown = found
      .filter(isShown)
      .filter((state) => filter.status === undefined || state.status === filter.status)
      .filter((state) => filter.kind === undefined || state.kind === filter.kind);
    return {
      proposals: shown.map(proposalView),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
