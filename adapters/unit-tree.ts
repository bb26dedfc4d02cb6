import * as z from "zod";
import { keys } from "./table/keys.ts";
import type { Table } from "./table/table.ts";

/** An org unit as its item says it: what the tree needs of it. */
export const UnitItem = z.object({
  unitId: z.string(),
  name: z.string(),
  level: z.enum(["nation", "province", "city", "county"]),
  path: z.string(),
  code: z.string().optional(),
  parentId: z.string().optional(),
  isCountyLevel: z.boolean(),
});
export type UnitItem = z.infer<typeof UnitItem>;

/** The dated tree of org units, read from the table and kept for the life of a function instance. */
export interface UnitTree {
  find(unitId: string): Promise<UnitItem | undefined>;
  /** The path of a unit, for example `/unt_100000/unt_410000/unt_411100/`. */
  pathOf(unitId: string): Promise<string | undefined>;
  /** The units right below one, by their ids. */
  childrenOf(unitId: string): Promise<readonly UnitItem[]>;
  /**
   * The county-level units in a subtree, in the order of the tree, from a given one on: a list over a
   * province goes on where its last page ended without walking the counties before it.
   */
  countiesWithin(unitId: string, from?: string): AsyncGenerator<UnitItem>;
}

export function unitTree(table: Table): UnitTree {
  const units = new Map<string, UnitItem>();
  const children = new Map<string, readonly UnitItem[]>();

  const find = async (unitId: string): Promise<UnitItem | undefined> => {
    const known = units.get(unitId);
    if (known !== undefined) return known;
    const item = await table.get(keys.unit(unitId), { consistent: false });
    if (item === undefined) return undefined;
    const unit = UnitItem.parse(item);
    units.set(unitId, unit);
    return unit;
  };

  const childrenOf = async (unitId: string): Promise<readonly UnitItem[]> => {
    const known = children.get(unitId);
    if (known !== undefined) return known;
    const { pk, beginsWith } = keys.childUnits(unitId);
    const found: UnitItem[] = [];
    let after: Readonly<Record<string, string>> | undefined;
    do {
      const page = await table.query({
        pk,
        sk: { beginsWith },
        ...(after === undefined ? {} : { after }),
      });
      found.push(...page.items.map((item) => UnitItem.parse(item)));
      after = page.next;
    } while (after !== undefined);
    children.set(unitId, found);
    return found;
  };

  async function* walk(unit: UnitItem, fromPath: string | undefined): AsyncGenerator<UnitItem> {
    if (unit.isCountyLevel) yield unit;
    for (const child of await childrenOf(unit.unitId)) {
      if (fromPath !== undefined && child.path < fromPath && !fromPath.startsWith(child.path))
        continue;
      yield* walk(child, fromPath);
    }
  }

  return {
    find,
    childrenOf,
    pathOf: async (unitId) => (await find(unitId))?.path,
    async *countiesWithin(unitId, from) {
      const root = await find(unitId);
      if (root === undefined) return;
      const fromPath = from === undefined ? undefined : (await find(from))?.path;
      for await (const unit of walk(root, fromPath))
        if (fromPath === undefined || unit.path >= fromPath) yield unit;
    },
  };
}
