import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { UnitTree } from "../../adapters/unit-tree.ts";
import { isCovered, type Office, officesAround } from "../../domain/identity/office.ts";

/** Something that lies in a unit, and mostly concerns an institution there. */
export interface Located {
  readonly unitId?: string | undefined;
  readonly institutionId?: string | undefined;
}

/**
 * Tells whether matters are those of an officer's offices: in their area and, where they concern an
 * institution, of their trade.
 */
export async function mattersOf(
  { table, units }: { readonly table: Table; readonly units: UnitTree },
  offices: readonly Office[],
  matters: readonly Located[],
): Promise<(matter: Located) => boolean> {
  const institutionIds = new Set(matters.flatMap(({ institutionId }) => institutionId ?? []));
  const unitIds = new Set(matters.flatMap(({ unitId }) => unitId ?? []));
  const found = await aggregates(table, institutionKind).findMany([...institutionIds]);
  const categories = new Map<string, Parameters<typeof isCovered>[2]>(
    found.map(({ state }) => [state.institutionId, state.category]),
  );
  const paths = new Map(
    await Promise.all([...unitIds].map(async (id) => [id, await units.pathOf(id)] as const)),
  );
  return ({ unitId = "", institutionId = "" }) => {
    const path = paths.get(unitId);
    const category = categories.get(institutionId);
    return category === undefined
      ? officesAround(offices, path).length > 0
      : isCovered(offices, path, category);
  };
}
