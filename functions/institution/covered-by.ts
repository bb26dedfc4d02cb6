import { isCovered, type Office } from "../../domain/identity/office.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import type { UnitPaths } from "../kit/access.ts";

/** What the offices have to do with: other trades of the county are other departments' matter. */
export async function coveredBy(
  units: UnitPaths,
  offices: readonly Office[],
  institutions: readonly InstitutionState[],
): Promise<readonly InstitutionState[]> {
  const paths = await Promise.all(institutions.map((each) => units.pathOf(each.countyUnitId)));
  return institutions.filter((each, place) => isCovered(offices, paths[place], each.category));
}
