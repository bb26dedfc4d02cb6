import { findSession } from "../../adapters/repositories/class-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { ClassSession } from "../../domain/catalogue/class.ts";
import { ownClass } from "../catalogue/own-class.ts";
import { notFound } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";

/** A session of a class of the caller's own institution; any other looks as if it did not exist. */
export async function ownSession(
  table: Table,
  context: RequestContext,
  { classId, sessionNumber }: { readonly classId: string; readonly sessionNumber: number },
): Promise<ClassSession> {
  await ownClass(table, context, classId, ["teacher", "owner"]);
  const session = await findSession(table, classId, sessionNumber);
  if (session === undefined) throw notFound("session", String(sessionNumber));
  return session;
}
