import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { suspendedPayInKind } from "../../adapters/repositories/pay-ins.ts";
import { keys } from "../../adapters/table/keys.ts";
import { notFound, officerRolesOf, requireMatter } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import { cursors, type Place } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import { mattersByCounty } from "./matters-by-county.ts";
import { type MisplacedPage, misplacedPage } from "./misplaced-page.ts";
import type { listSuspendedPayments as contract } from "./suspense-contracts.ts";
import { suspendedPaymentDetail } from "./views.ts";

const VIEWERS = ["funds", "audit"] as const;

/** Of one institution only its account is looked at; else the counties of the caller's area, one after the other. */
export const listSuspendedPayments = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const pages = cursors(mac);

  async function ofInstitution(
    institutionId: string,
    context: RequestContext,
    limit: number,
    place: Place | undefined,
  ): Promise<MisplacedPage> {
    const found = await institutions.find(institutionId);
    if (found === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, found.state, VIEWERS);
    return misplacedPage(table, found.state, limit, place);
  }

  async function ofArea(
    context: RequestContext,
    limit: number,
    place: Place | undefined,
  ): Promise<MisplacedPage> {
    const offices = officerRolesOf(context, VIEWERS);
    const unitIds = await unitsToList(units, offices);
    const list = { unitIds, partitionOf: keys.payInsOfUnit, limit, place };
    const page = await mattersByCounty({ table, units }, suspendedPayInKind, offices, list);
    return { payIns: page.matters, ...(page.next && { next: page.next }) };
  }

  return async ({ query: { cursor, limit, ...filter } }, context) => {
    const { institutionId, status } = filter;
    const place = await pages.read(context, filter, cursor);
    const page =
      institutionId === undefined
        ? await ofArea(context, limit, place)
        : await ofInstitution(institutionId, context, limit, place);
    return {
      payments: page.payIns
        .filter((payIn) => status === undefined || payIn.status === status)
        .map(suspendedPaymentDetail),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};
