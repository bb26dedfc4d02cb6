import { aggregates } from "../../adapters/aggregates.ts";
import { type ClassHead, classKind } from "../../adapters/repositories/catalogue-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { InstitutionDuty } from "../kit/contract.ts";

/** A class of the caller's own institution; any other looks as if it did not exist. */
export async function ownClass(
  table: Table,
  context: RequestContext,
  classId: string,
  duties: readonly InstitutionDuty[],
): Promise<ClassHead> {
  const found = await aggregates(table, classKind).find(classId);
  if (found === undefined) throw notFound("class", classId);
  requireInstitution(context, found.state.institutionId, { kind: "class", id: classId }, duties);
  return found.state;
}
