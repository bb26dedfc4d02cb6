import { type SaleLimits, resolveLimits } from "../../domain/catalogue/resolve-limits.ts";
import { nationalRulePack } from "../../domain/reference/national-rule-pack.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { shanghaiDate, type EpochMs } from "../../domain/shared/time.ts";
import type { TrainingCategory, TrainingMode } from "../../domain/shared/training.ts";
import type { UnitPaths } from "../kit/access.ts";

/** What the limits of a sale depend on: where it is and what is taught. */
interface Sale {
  readonly countyUnitId: string;
  readonly category: TrainingCategory;
  readonly mode: TrainingMode;
}

/** The limits that bind a sale on the day of `at`. */
export async function saleLimits(
  units: UnitPaths,
  { countyUnitId, category, mode }: Sale,
  at: EpochMs,
): Promise<SaleLimits> {
  const unitPath = await units.pathOf(countyUnitId);
  invariant(unitPath, `the county ${countyUnitId} is a unit`);
  const context = { date: shanghaiDate(at), unitPath, category, mode };
  return resolveLimits([nationalRulePack], context);
}
