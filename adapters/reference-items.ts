import type { OrgUnit } from "../domain/reference/division.ts";
import { keys } from "./table/keys.ts";
import type { Item } from "./table/table.ts";

/**
 * The items of one org unit: itself, its place below its parent, and one for each further code that means
 * it (its own code is in its id). Each carries the whole unit, so that one read answers.
 */
export function unitItems(unit: OrgUnit): readonly Item[] {
  const { otherCodes = [], ...rest } = unit;
  const said = { ...rest, otherCodes: [...otherCodes] };
  return [
    { ...keys.unit(unit.unitId), ...said, type: "unit" },
    ...(unit.parentId === undefined
      ? []
      : [{ ...keys.childUnit(unit.parentId, unit.unitId), ...said, type: "unit" }]),
    ...otherCodes.map((code) => ({ ...keys.unitByCode(code), ...said, type: "unit-code" })),
  ];
}
