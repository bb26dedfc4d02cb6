import { readPacks, unitsOn } from "../../adapters/rule-packs.ts";
import type { RulesAbove } from "../../domain/proposal/propose.ts";
import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";

/** What the units above one have adopted, read afresh: a pack is judged by what holds now. */
export async function rulesAbove(
  { table, units }: Pick<Kit, "table" | "units">,
  unitId: string,
): Promise<RulesAbove> {
  const unitPath = await units.pathOf(unitId);
  if (unitPath === undefined) throw notFound("unit", unitId);
  const above = unitsOn(unitPath).filter((each) => each !== unitId);
  return {
    unitPath,
    above: await Promise.all(above.map((each) => readPacks(table, each))),
  };
}
