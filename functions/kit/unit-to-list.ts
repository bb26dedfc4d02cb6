import type { UnitTree } from "../../adapters/unit-tree.ts";
import { type Office, officesAround } from "../../domain/identity/office.ts";
import { Refused } from "./problem.ts";

type Offices = readonly Office[];

/** The units of a list: the one that is asked for, in the area of one of the caller's; all of theirs where none is. */
export async function unitsToList(
  units: UnitTree,
  offices: Offices,
  asked?: string,
): Promise<readonly string[]> {
  if (asked !== undefined) return [await unitWithin(units, offices, asked)];
  if (offices.length === 0) throw new Refused("identity.outside-unit");
  return unitsOf(offices);
}

/** The unit of an answer that is about one: who serves in several says which. */
export async function unitToShow(
  units: UnitTree,
  offices: Offices,
  asked: string | undefined,
): Promise<string> {
  if (asked !== undefined) return unitWithin(units, offices, asked);
  const [own, ...others] = unitsOf(offices);
  if (own === undefined) throw new Refused("identity.outside-unit");
  if (others.length > 0)
    throw new Refused("identity.unit-unclear", { unitIds: [own, ...others].join(", ") });
  return own;
}

const unitsOf = (offices: Offices): readonly string[] => [
  ...new Set(offices.map(({ unitId }) => unitId)),
];

async function unitWithin(units: UnitTree, offices: Offices, asked: string): Promise<string> {
  if (officesAround(offices, await units.pathOf(asked)).length === 0)
    throw new Refused("identity.outside-unit");
  return asked;
}
