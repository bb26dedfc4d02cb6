import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

const ofInstitution = (id: string): string => `${PREFIX.alertsByInstitution}#${id}`;
const ofOwner = (ownerUscc: string): string => `${PREFIX.alertsByOwner}#${ownerUscc}`;

/** The keys of alerts and of what finds them; part of `keys`. */
export const alertKeys = {
  alert: (alertId: string): Key => ({ pk: `${PREFIX.alert}#${alertId}`, sk: "HEAD" }),
  alertsOfInstitution: ofInstitution,
  alertsOfUnit: (unitId: string) => `${PREFIX.alertsByUnit}#${unitId}`,
  /** Of the list of a unit, what is not over. */
  openAlertsOfUnit: (unitId: string) => ({
    pk: `${PREFIX.alertsByUnit}#${unitId}`,
    beginsWith: "OPEN#",
  }),
  /** Which alert is open for an institution and an indicator; absent where none is. */
  openAlert: (institutionId: string, indicatorId: string): Key => ({
    pk: ofInstitution(institutionId),
    sk: `OPEN#${indicatorId}`,
  }),
  openAlerts: (institutionId: string) => ({
    pk: ofInstitution(institutionId),
    beginsWith: "OPEN#",
  }),
  /** An open alert of one of an owner's institutions, and where that lies. */
  openAlertOfOwner: (ownerUscc: string, alertId: string): Key => ({
    pk: ofOwner(ownerUscc),
    sk: `OPEN#${alertId}`,
  }),
  openAlertsOfOwner: (ownerUscc: string) => ({ pk: ofOwner(ownerUscc), beginsWith: "OPEN#" }),
} as const;
