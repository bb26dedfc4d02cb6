import * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { alertKind } from "../../adapters/repositories/alert-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { AlertState } from "../../domain/alert/alert.ts";
import { AlertId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { AlertLevel } from "../../domain/shared/risk-codes.ts";
import { AlertChange } from "../../domain/shared/subscription-codes.ts";
import type { AlertContent } from "../../domain/subscription/content.ts";
import type { EventDefinition, ReceivedEvent } from "../../events/define.ts";
import { TOLD_EVENTS } from "./task-contracts.ts";

/** The events that are told, as the wrapper takes those that differ in their data. */
export const toldEvents: readonly EventDefinition<string, z.ZodObject>[] = TOLD_EVENTS;

/** What all of them say. */
const Said = z.object({ alertId: AlertId, level: AlertLevel });

/** What an event tells of an alert; where that lies, its head knows. */
export const toldChanges = (table: Table) => {
  const alerts = aggregates(table, alertKind);
  return async ({
    name,
    time,
    data,
  }: ReceivedEvent<unknown>): Promise<{ alert: AlertState; content: AlertContent }> => {
    const { alertId, level } = Said.parse(data);
    const alert = (await alerts.find(alertId))?.state;
    invariant(alert, `${alertId} was committed with its event`);
    const { institutionId, indicatorId, countyUnitId, cityUnitId, provinceUnitId } = alert;
    const content: AlertContent = {
      kind: "alert",
      change: AlertChange.parse(name.replace(/^alert-/, "")),
      alertId,
      institutionId,
      indicatorId,
      level,
      countyUnitId,
      ...(cityUnitId === undefined ? {} : { cityUnitId }),
      provinceUnitId,
      at: Date.parse(time),
    };
    return { alert, content };
  };
};
