import { parameterValue } from "../../domain/reference/rule-packs.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type EpochMs, shanghaiDate } from "../../domain/shared/time.ts";
import type { Kit } from "../kit/deps.ts";

/** So many hours another officer has to confirm what one has ordered at once, where the institution lies. */
export const confirmHours =
  ({ units, rules }: Pick<Kit, "units" | "rules">) =>
  async (countyUnitId: string, at: EpochMs): Promise<number> => {
    const unitPath = await units.pathOf(countyUnitId);
    invariant(unitPath, `the county ${countyUnitId} is a unit`);
    const date = shanghaiDate(at);
    const packs = await rules.inForce(unitPath, date);
    return parameterValue(packs, "freeze.confirm-hours", { date, unitPath });
  };
