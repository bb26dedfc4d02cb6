import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { sealedRecordChange } from "../../adapters/personal/sealed-record.ts";
import {
  alertKind,
  closingChanges,
  openingChanges,
} from "../../adapters/repositories/alert-items.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import type { AlertDecision, AlertState } from "../../domain/alert/alert.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { alertNotices } from "./notices.ts";
import { type Standing, standingOf, textIdOf } from "./standing.ts";

/** Keeps a new alert, the only one of its institution and indicator, with the notices of it. */
export async function commitRaised(
  { table }: Pick<Kit, "table">,
  context: RequestContext,
  raised: AlertDecision,
  further: readonly Change[],
): Promise<Standing> {
  const { alert, event } = raised;
  const changes = [
    ...aggregates(table, alertKind).create(alert, event, context),
    ...openingChanges(alert),
    ...alertNotices(context, raised),
    ...further,
  ];
  return commitCommand(table, context, changes, standingOf(alert));
}

/** Takes an alert one step on: head, entry and notices in one commit, with whatever belongs to them. */
export async function commitAlert(
  { table }: Pick<Kit, "table">,
  context: RequestContext,
  found: Stored<AlertState>,
  decided: AlertDecision,
  further: readonly Change[] = [],
): Promise<Standing> {
  const { alert, event } = decided;
  const changes = [
    ...aggregates(table, alertKind).change(found, alert, event, context),
    ...(alert.status === "cleared" ? closingChanges(alert) : []),
    ...alertNotices(context, decided),
    ...further,
  ];
  return commitCommand(table, context, changes, standingOf(alert));
}

/** The same with what the officer wrote, which lies sealed beside the journal's entry. */
export async function commitWritten(
  kit: Pick<PersonalKit, "table" | "vault">,
  context: RequestContext,
  found: Stored<AlertState>,
  decided: AlertDecision,
  text: string,
): Promise<Standing> {
  const id = textIdOf(found.state.alertId, found.version + 1);
  const written = await sealedRecordChange(kit.vault, "alert", id, { text });
  return commitAlert(kit, context, found, decided, [written]);
}
