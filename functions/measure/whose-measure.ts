import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { measureKind } from "../../adapters/repositories/measure-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { isShownToInstitution, type MeasureState } from "../../domain/measure/measure.ts";
import { coversMatter, notFound, requireInstitution } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { InstitutionDuty, OfficerDuty } from "../kit/contract.ts";
import type { Kit } from "../kit/deps.ts";

/** That a measure exists is known to its institution and to the authorities of its place: to others it is not there. */

const KIND = "measure";
type Found = Promise<Stored<MeasureState>>;

async function existing(table: Table, measureId: string): Found {
  const found = await aggregates(table, measureKind).find(measureId);
  if (found === undefined) throw notFound(KIND, measureId);
  return found;
}

/** A measure of the calling officer's area and trade. */
export async function measureInArea(
  { table, units }: Pick<Kit, "table" | "units">,
  context: RequestContext,
  measureId: string,
  duties: readonly OfficerDuty[],
): Found {
  const found = await existing(table, measureId);
  if (!(await coversMatter(context, units, found.state, duties))) throw notFound(KIND, measureId);
  return found;
}

/** A measure about the institution that the caller works for, and that it may see. */
export async function measureAboutUs(
  { table }: Pick<Kit, "table">,
  context: RequestContext,
  measureId: string,
  duties: readonly InstitutionDuty[],
): Found {
  const found = await existing(table, measureId);
  if (!isShownToInstitution(found.state)) throw notFound(KIND, measureId);
  requireInstitution(context, found.state.institutionId, { kind: KIND, id: measureId }, duties);
  return found;
}
