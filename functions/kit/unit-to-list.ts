import type { UnitTree } from "../../adapters/unit-tree.ts";
import { type Office, officesAround } from "../../domain/identity/office.ts";
import { Refused } from "./problem.ts";

/** The unit asked for, in the area of one of the caller's; the caller's own where none is. */
export async function unitToList(
  units: UnitTree,
  offices: readonly Office[],
  asked: string | undefined,
): Promise<string> {
  const own = offices[0]?.unitId;
  if (asked === undefined && own !== undefined) return own;
  const path = asked === undefined ? undefined : await units.pathOf(asked);
  if (asked === undefined || officesAround(offices, path).length === 0)
    throw new Refused("identity.outside-unit");
  return asked;
}
