import type { Table } from "../../adapters/table/table.ts";
import type { UnitItem, UnitTree } from "../../adapters/unit-tree.ts";
import type { Place } from "./cursor.ts";

/** A page that found this many counties empty stops there, so that no call walks the whole nation. */
const COUNTIES_A_PAGE = 60;

export interface CountyPage {
  /** Partition keys of the heads found, in the order of the tree and then of their ids. */
  readonly pks: readonly string[];
  /** Where the next page goes on; absent at the end. A page may be short, or even empty, before it. */
  readonly next?: Place;
}

/** Merges the lists of the counties below a unit, page by page. */
export async function pageByCounty(
  deps: { readonly table: Table; readonly units: UnitTree },
  list: {
    readonly unitId: string;
    /** Also what lies on the unit itself, although it is no county. */
    readonly ownToo?: boolean;
    readonly partitionOf: (countyUnitId: string) => string;
    readonly limit: number;
    readonly place: Place | undefined;
  },
): Promise<CountyPage> {
  const pks: string[] = [];
  const { county: from, ...startAfter } = list.place ?? {};
  let visited = 0;
  for await (const county of unitsToVisit(deps.units, list, from)) {
    if (pks.length >= list.limit || visited >= COUNTIES_A_PAGE)
      return { pks, next: { county: county.unitId } };
    visited += 1;
    const resumes = county.unitId === from && Object.keys(startAfter).length > 0;
    const page = await deps.table.query({
      index: "gsi2",
      pk: list.partitionOf(county.unitId),
      limit: list.limit - pks.length,
      ...(resumes ? { after: startAfter } : {}),
    });
    pks.push(...page.items.map((item) => item.pk));
    if (page.next !== undefined) return { pks, next: { county: county.unitId, ...page.next } };
  }
  return { pks };
}

/** The unit itself where that is asked for, then its counties, from where the last page ended. */
async function* unitsToVisit(
  units: UnitTree,
  { unitId, ownToo = false }: { readonly unitId: string; readonly ownToo?: boolean },
  from: string | undefined,
): AsyncGenerator<UnitItem> {
  const own = ownToo && (from === undefined || from === unitId) && (await units.find(unitId));
  if (own && !own.isCountyLevel) yield own;
  yield* units.countiesWithin(unitId, from);
}
