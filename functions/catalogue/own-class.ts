import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { type ClassHead, classKind } from "../../adapters/repositories/catalogue-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { InstitutionDuty } from "../kit/contract.ts";

/** A class of the caller's own institution; any other looks as if it did not exist. */
export const ownClass = async (...asked: Parameters<typeof ownStoredClass>): Promise<ClassHead> =>
  (await ownStoredClass(...asked)).state;

/** The same with the version that a change of it has to meet. */
export async function ownStoredClass(
  table: Table,
  context: RequestContext,
  classId: string,
  duties: readonly InstitutionDuty[],
): Promise<Stored<ClassHead>> {
  const found = await aggregates(table, classKind).find(classId);
  if (found === undefined) throw notFound("class", classId);
  requireInstitution(context, found.state.institutionId, { kind: "class", id: classId }, duties);
  return found;
}
