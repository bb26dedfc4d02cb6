import { aggregates } from "../../adapters/aggregates.ts";
import { classKind } from "../../adapters/repositories/catalogue-kinds.ts";
import { findSession } from "../../adapters/repositories/class-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { ClassSession } from "../../domain/catalogue/class.ts";
import { notFound, requireInstitution } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";

/** A session of a class of the caller's own institution; any other looks as if it did not exist. */
export async function ownSession(
  table: Table,
  context: RequestContext,
  { classId, sessionNumber }: { readonly classId: string; readonly sessionNumber: number },
): Promise<ClassSession> {
  const found = await aggregates(table, classKind).find(classId);
  if (found === undefined) throw notFound("class", classId);
  const of = { kind: "class", id: classId };
  requireInstitution(context, found.state.institutionId, of, ["teacher", "owner"]);
  const session = await findSession(table, classId, sessionNumber);
  if (session === undefined) throw notFound("session", String(sessionNumber));
  return session;
}
