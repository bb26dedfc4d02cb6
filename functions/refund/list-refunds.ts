import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { findRefundHeads } from "../../adapters/repositories/refund-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { turnOfRefund } from "../../domain/refund/next-step.ts";
import { coveredBy } from "../institution/covered-by.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import type { listRefunds as contract } from "./view-contracts.ts";
import { refundSummary } from "./views.ts";

export const listRefunds = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const pages = cursors(mac);

  return async ({ query: { cursor, limit, ...filter } }, context) => {
    const offices = officerRolesOf(context, ["funds", "audit"]);
    const page = await pageByCounty(
      { table, units },
      {
        unitIds: await unitsToList(units, offices),
        partitionOf: keys.refundsOfUnit,
        limit,
        place: await pages.read(context, filter, cursor),
      },
    );
    const found = await findRefundHeads(table, page.pks.map(keys.idOf));
    const asked = new Set(found.map(({ institutionId }) => institutionId));
    const concerned = (await institutions.findMany([...asked])).map(({ state }) => state);
    const covered = await coveredBy(units, offices, concerned);
    const ids = new Set(covered.map(({ institutionId }) => institutionId));
    return {
      refunds: found
        .filter(({ institutionId }) => ids.has(institutionId))
        .filter(({ status }) => filter.status === undefined || status === filter.status)
        .filter((refund) => filter.turn === undefined || turnOfRefund(refund) === filter.turn)
        .map(refundSummary),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
