import * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { openAlertsOfCounty } from "../../adapters/repositories/alert-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import type { UnitItem } from "../../adapters/unit-tree.ts";
import {
  byRank,
  type Rank,
  type WarnedInstitution,
  warnedInstitutions,
} from "../../domain/alert/urgency.ts";
import { isCovered, type Office } from "../../domain/identity/office.ts";
import { indicatorNames } from "../../domain/risk/indicator-names.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { officerRolesOf } from "../kit/access.ts";
import { cursors, type Place } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { unitsToVisit } from "../kit/list-by-county.ts";
import { unitsToList } from "../kit/unit-to-list.ts";
import type { listWarnedInstitutions as contract } from "./warned-contracts.ts";

/** All open alerts of a county are read to put its institutions in order; a page looks at no more counties than this. */
const COUNTIES_A_PAGE = 10;

type Row = z.input<typeof contract.output>["institutions"][number];

/**
 * The order is that of the moment: who rises while pages are turned may be missed by the later ones, and stands first when
 * the list is asked for anew.
 */
export const listWarnedInstitutions = ({ table, units, mac }: Kit): UseCaseOf<typeof contract> => {
  const institutions = aggregates(table, institutionKind);
  const pages = cursors(mac);

  async function warnedIn(county: UnitItem, offices: readonly Office[]) {
    const alerts = (await openAlertsOfCounty(table, county.unitId)).map(({ state }) => state);
    return warnedInstitutions(
      alerts.filter(({ category }) => isCovered(offices, county.path, category)),
    );
  }

  /** The next rows of some counties, and the place after them where there may be more. */
  async function pageOf(
    list: { readonly unitIds: readonly string[]; readonly offices: readonly Office[] },
    limit: number,
    place: Place | undefined,
  ): Promise<{ readonly rows: readonly WarnedInstitution[]; readonly next?: Place }> {
    const rows: WarnedInstitution[] = [];
    let visited = 0;
    for await (const county of unitsToVisit(units, list, place?.["county"])) {
      if (rows.length === limit || visited === COUNTIES_A_PAGE)
        return { rows, next: { county: county.unitId } };
      visited += 1;
      const warned = await warnedIn(county, list.offices);
      const after = county.unitId === place?.["county"] ? rankAt(place) : undefined;
      const left = warned.filter((one) => after === undefined || byRank(one, after) > 0);
      const taken = left.slice(0, limit - rows.length);
      rows.push(...taken);
      const last = taken.at(-1);
      if (last !== undefined && taken.length < left.length)
        return { rows, next: placeOf(county.unitId, last) };
    }
    return { rows };
  }

  return async ({ query: { cursor, limit, ...filter } }, context) => {
    const offices = officerRolesOf(context, ["risk", "audit"]);
    const unitIds = await unitsToList(units, offices, filter.unitId);
    const place = await pages.read(context, filter, cursor);
    const { rows, next } = await pageOf({ unitIds, offices }, limit, place);
    const heads = await institutions.findMany(rows.map(({ institutionId }) => institutionId));
    const names = new Map(heads.map(({ state }) => [state.institutionId, state.name]));
    return {
      institutions: rows.map((row) => rowOf(row, names.get(row.institutionId))),
      ...(await pages.write(context, filter, next)),
    };
  };
};

function rowOf({ institutionId, urgency, alerts }: WarnedInstitution, name?: string): Row {
  const [first] = alerts;
  invariant(first !== undefined && name !== undefined, `${institutionId} is warned of and known`);
  const { countyUnitId, category } = first;
  return {
    ...{ institutionId, institutionName: name, countyUnitId, category },
    indicatorCount: urgency.openCount,
    redCount: urgency.redCount,
    toDoCount: urgency.toDoCount,
    alerts: alerts.map(({ alertId, indicatorId, level, status, raisedAt }) => ({
      ...{ alertId, level, status },
      indicator: { id: indicatorId, name: indicatorNames[indicatorId] },
      raisedAt: toRfc3339(raisedAt),
    })),
  };
}

const placeOf = (county: string, { institutionId, urgency }: Rank): Place => ({
  ...{ county, institutionId },
  toDoCount: String(urgency.toDoCount),
  redCount: String(urgency.redCount),
  openCount: String(urgency.openCount),
  latestAt: String(urgency.latestAt),
});

const RankedPlace = z.object({
  institutionId: z.string(),
  toDoCount: z.coerce.number(),
  redCount: z.coerce.number(),
  openCount: z.coerce.number(),
  latestAt: z.coerce.number(),
});

/** After whom a page goes on; nobody where it begins with a county. */
function rankAt(place: Place): Rank | undefined {
  if (place["institutionId"] === undefined) return undefined;
  const { institutionId, ...urgency } = RankedPlace.parse(place);
  return { institutionId, urgency };
}
