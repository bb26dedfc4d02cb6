import { aggregates } from "../../adapters/aggregates.ts";
import { alertKind } from "../../adapters/repositories/alert-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import { type NotedOnAlert, noteOnAlert } from "../../domain/alert/timeline.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { AlertId } from "../../domain/shared/ids.ts";
import { notFound } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";

/** Whoever orders something because of an alert names one of the same institution: others are not there for it. */
export async function requireAlertOf(
  table: Table,
  institutionId: string,
  alertId: AlertId | undefined,
): Promise<void> {
  if (alertId === undefined) return;
  const found = await aggregates(table, alertKind).find(alertId);
  if (found?.state.institutionId !== institutionId) throw notFound("alert", alertId);
}

/** What is noted on an alert of an action that it led to, for the same transaction; nothing where none did. */
export async function alertNoteChanges(
  table: Table,
  context: RequestContext,
  noted: NotedOnAlert | undefined,
): Promise<readonly Change[]> {
  if (noted === undefined) return [];
  const { alertId, note } = noted;
  const alerts = aggregates(table, alertKind);
  const found = await alerts.find(alertId);
  invariant(found, `something was ordered because of ${alertId}`);
  const { alert, event } = noteOnAlert(found.state, note);
  return alerts.change(found, alert, event, context);
}
