import { isCompetent } from "../identity/competence.ts";
import type { Office } from "../identity/office.ts";
import { NATION_ID } from "../reference/division.ts";
import type { MemberId, UnitId } from "../shared/ids.ts";
import type { AlertTier } from "../shared/risk-codes.ts";
import type { AlertState } from "./alert.ts";

/** Whose officers act on an alert, and who else is told. */
export interface AlertRoute {
  readonly act: readonly UnitId[];
  readonly told: readonly UnitId[];
}

/** The authority that answers for an alert at a tier. */
export const unitAt = ({ countyUnitId, provinceUnitId }: AlertState, tier: AlertTier): UnitId =>
  ({ county: countyUnitId, province: provinceUnitId, nation: NATION_ID })[tier];

/** Of some offices the lowest that acts on an alert now: its unit has it, and its department the trade. */
export const actingOffice = <O extends Office>(
  alert: AlertState,
  offices: readonly O[],
): O | undefined =>
  routeOf(alert)
    .act.flatMap((acting) => offices.filter(({ unitId }) => unitId === acting))
    .find(({ department }) => isCompetent(department, alert.category));

/** An alert that has gone to others; who worked on it goes on only where their unit acts on it still. */
export function handedOn(alert: AlertState): {
  readonly alert: AlertState;
  readonly formerAssigneeId?: MemberId;
} {
  const { assigneeId, assigneeUnitId, ...rest } = alert;
  const stays = assigneeUnitId !== undefined && routeOf(alert).act.includes(assigneeUnitId);
  if (assigneeId === undefined || stays) return { alert };
  return { alert: rest, formerAssigneeId: assigneeId };
}

/**
 * Yellow goes to the county; red to the county and its city, and the province is told. What has gone up is for
 * the province or the nation, and all below are told. Where no city lies above the county, none is named.
 */
export function routeOf(alert: AlertState): AlertRoute {
  const { tier, level, countyUnitId, cityUnitId, provinceUnitId } = alert;
  const city = cityUnitId === undefined ? [] : [cityUnitId];
  const below = [countyUnitId, ...city];
  if (tier === "nation") return { act: [NATION_ID], told: [provinceUnitId, ...below] };
  if (tier === "province") return { act: [provinceUnitId], told: below };
  return level === "red"
    ? { act: below, told: [provinceUnitId] }
    : { act: [countyUnitId], told: [] };
}
