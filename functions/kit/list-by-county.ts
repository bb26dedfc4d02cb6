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

/** Merges the lists of the counties below some units, page by page; one that lies below several comes once. */
export async function pageByCounty(
  deps: { readonly table: Table; readonly units: UnitTree },
  list: {
    readonly unitIds: readonly string[];
    /** Also what lies on these units themselves, although they are no counties. */
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

/** The units themselves where they are asked for, then their counties, from where the last page ended. */
export async function* unitsToVisit(
  units: UnitTree,
  { unitIds, ownToo = false }: { readonly unitIds: readonly string[]; readonly ownToo?: boolean },
  from: string | undefined,
): AsyncGenerator<UnitItem> {
  const found = await Promise.all([...new Set(unitIds)].map((unitId) => units.find(unitId)));
  const roots = found.flatMap((unit) => unit ?? []).toSorted(byPath);
  const own = ownToo ? roots.filter(({ isCountyLevel }) => !isCountyLevel) : [];
  const ownFrom = own.findIndex(({ unitId }) => unitId === from);
  if (from === undefined || ownFrom >= 0) yield* own.slice(Math.max(ownFrom, 0));
  const countyFrom = ownFrom >= 0 ? undefined : from;
  for (const { unitId } of roots.filter((unit) => !liesBelowOther(unit, roots)))
    yield* units.countiesWithin(unitId, countyFrom);
}

/** In the order of the tree, in which counties come too. */
const byPath = (one: UnitItem, other: UnitItem): number => (one.path < other.path ? -1 : 1);

const liesBelowOther = ({ path, unitId }: UnitItem, units: readonly UnitItem[]): boolean =>
  units.some((other) => other.unitId !== unitId && path.startsWith(other.path));
