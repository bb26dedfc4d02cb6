import { type AggregateKind, aggregates } from "../../adapters/aggregates.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Office } from "../../domain/identity/office.ts";
import type { Place } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import { pageByCounty } from "../kit/list-by-county.ts";
import { mattersOf } from "./own-matters.ts";

/** A state that says in which county it lies and, mostly, which institution it concerns. */
interface OfCounty {
  readonly countyUnitId?: string | undefined;
  readonly institutionId?: string | undefined;
}

const locatedOf = ({ countyUnitId, institutionId }: OfCounty) => ({
  unitId: countyUnitId,
  institutionId,
});

/** A page of what the counties below some units list, as far as it is a matter of the caller's offices. */
export async function mattersByCounty<S extends Record<string, unknown> & OfCounty>(
  { table, units }: Pick<Kit, "table" | "units">,
  kind: AggregateKind<S>,
  offices: readonly Office[],
  list: {
    readonly unitIds: readonly string[];
    readonly partitionOf: (countyUnitId: string) => string;
    readonly limit: number;
    readonly place: Place | undefined;
  },
): Promise<{ readonly matters: readonly S[]; readonly next?: Place }> {
  const { pks, next } = await pageByCounty({ table, units }, list);
  const found = (await aggregates(table, kind).findMany(pks.map(keys.idOf))).map(
    ({ state }) => state,
  );
  const isOwn = await mattersOf({ table, units }, offices, found.map(locatedOf));
  return { matters: found.filter((state) => isOwn(locatedOf(state))), ...(next && { next }) };
}
