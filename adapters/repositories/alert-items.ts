import * as z from "zod";
import { AlertState } from "../../domain/alert/alert.ts";
import { nextDueOf } from "../../domain/alert/clocks.ts";
import { AlertId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { IndicatorId } from "../../domain/shared/risk-codes.ts";
import { type AggregateKind, aggregates, type Stored } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";
import type { Item, Query, Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** An alert, listed by its institution, and by the county where that lies, the open ones first; due while a time runs. */
export const alertKind: AggregateKind<AlertState> = {
  type: "alert",
  key: keys.alert,
  schema: AlertState,
  idOf: (state) => state.alertId,
  indexes: (state) => ({
    gsi1pk: keys.alertsOfInstitution(state.institutionId),
    gsi1sk: state.alertId,
    gsi2pk: keys.alertsOfUnit(state.countyUnitId),
    gsi2sk: `${state.status === "cleared" ? "PAST" : "OPEN"}#${state.alertId}`,
    ...dueAttributes(keys.alert(state.alertId), dueOf(state)),
  }),
  scope: (state) => ({ unitId: state.countyUnitId, institutionId: state.institutionId }),
};

function dueOf(state: AlertState) {
  const next = nextDueOf(state);
  return next && { at: next.dueAt, provisional: next.provisional };
}

const OpenAlert = z.object({ alertId: AlertId });
type Names = Pick<AlertState, "alertId" | "institutionId" | "indicatorId" | "ownerUscc">;

/** The one alert that is open for an institution and an indicator. */
export async function openAlertOf(
  table: Table,
  institutionId: string,
  indicatorId: IndicatorId,
): Promise<Stored<AlertState> | undefined> {
  const item = await table.get(keys.openAlert(institutionId, indicatorId));
  if (item === undefined) return undefined;
  const { alertId } = OpenAlert.parse(item);
  const found = await aggregates(table, alertKind).find(alertId);
  invariant(found, `the open alert ${alertId} of ${institutionId} is there`);
  return found;
}

/** The indicators of which an alert is open for an institution: one at most for each. */
export async function openIndicatorsOf(
  table: Table,
  institutionId: string,
): Promise<ReadonlySet<string>> {
  const { pk, beginsWith } = keys.openAlerts(institutionId);
  const { items, next } = await table.query({ pk, sk: { beginsWith }, consistent: true });
  invariant(next === undefined, "the open alerts of an institution fit a page");
  return new Set(items.map(({ sk }) => sk.slice(beginsWith.length)));
}

/** Says that an alert is open, with its raising: of two at a time for the same indicator only one is raised. */
export const openingChanges = (alert: Names): readonly Change[] => {
  const { alertId, institutionId, indicatorId, ownerUscc } = alert;
  return [
    {
      write: {
        kind: "put",
        item: { ...keys.openAlert(institutionId, indicatorId), type: "open-alert", alertId },
        condition: { kind: "absent" },
      },
    },
    {
      write: {
        kind: "put",
        item: {
          ...keys.openAlertOfOwner(ownerUscc, alertId),
          type: "open-alert-of-owner",
          alertId,
        },
      },
    },
  ];
};

/** Says that it is over, with its clearing. */
export const closingChanges = (alert: Names): readonly Change[] => {
  const { alertId, institutionId, indicatorId, ownerUscc } = alert;
  return [
    { write: { kind: "delete", key: keys.openAlert(institutionId, indicatorId) } },
    { write: { kind: "delete", key: keys.openAlertOfOwner(ownerUscc, alertId) } },
  ];
};

/** So many heads are read at once. */
const PAGE = 100;

/** All open alerts of an owner's institutions, in no order. */
export function openAlertsOfOwner(
  table: Table,
  ownerUscc: string,
): Promise<readonly Stored<AlertState>[]> {
  const { pk, beginsWith } = keys.openAlertsOfOwner(ownerUscc);
  const range = { pk, sk: { beginsWith }, consistent: true };
  return alertsIn(table, range, (item) => OpenAlert.parse(item).alertId);
}

/** All open alerts of a county's institutions, in no order; one that ended right now may be among them. */
export function openAlertsOfCounty(
  table: Table,
  countyUnitId: string,
): Promise<readonly Stored<AlertState>[]> {
  const { pk, beginsWith } = keys.openAlertsOfUnit(countyUnitId);
  return alertsIn(table, { index: "gsi2", pk, sk: { beginsWith } }, (item) => keys.idOf(item.pk));
}

async function alertsIn(
  table: Table,
  range: Omit<Query, "limit" | "after">,
  idOf: (item: Item) => string,
): Promise<readonly Stored<AlertState>[]> {
  const alerts = aggregates(table, alertKind);
  const found: Stored<AlertState>[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await table.query({ ...range, limit: PAGE, ...(after && { after }) });
    found.push(...(await alerts.findMany(page.items.map(idOf))));
    after = page.next;
  } while (after !== undefined);
  return found;
}
