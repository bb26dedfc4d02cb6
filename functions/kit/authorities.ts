import { unitsOn } from "../../adapters/rule-packs.ts";
import type { UnitTree } from "../../adapters/unit-tree.ts";
import { UnitId } from "../../domain/shared/ids.ts";

/** Those who answer for a county's matters, from below to above. */
export interface Authorities {
  readonly countyUnitId: UnitId;
  readonly cityUnitId?: UnitId;
  readonly provinceUnitId: UnitId;
}

/**
 * The county in which a matter lies, and who is above it. A city that does a county's work, and a county
 * right below its province, have no city above.
 * @returns nothing where the unit does no county's work
 */
export async function authoritiesOf(
  units: UnitTree,
  countyUnitId: string,
): Promise<Authorities | undefined> {
  const county = await units.find(countyUnitId);
  if (county?.isCountyLevel !== true) return undefined;
  const above = await Promise.all(
    unitsOn(county.path)
      .filter((unitId) => unitId !== countyUnitId)
      .map((unitId) => units.find(unitId)),
  );
  const idAt = (level: string) => above.find((unit) => unit?.level === level)?.unitId;
  const [city, province] = [idAt("city"), idAt("province")];
  if (province === undefined) return undefined;
  return {
    countyUnitId: UnitId.parse(countyUnitId),
    ...(city === undefined ? {} : { cityUnitId: UnitId.parse(city) }),
    provinceUnitId: UnitId.parse(province),
  };
}
