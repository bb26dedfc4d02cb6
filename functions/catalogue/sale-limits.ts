import { type SaleLimits, resolveLimits } from "../../domain/catalogue/resolve-limits.ts";
import type { TrainingStage } from "../../domain/reference/vocabulary.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { shanghaiDate, type EpochMs } from "../../domain/shared/time.ts";
import type { TrainingCategory, TrainingMode } from "../../domain/shared/training.ts";
import type { Kit } from "../kit/deps.ts";

/** What the limits of a sale depend on: where it is and what is taught. */
export interface Sale {
  readonly countyUnitId: string;
  readonly category: TrainingCategory;
  readonly mode: TrainingMode;
  readonly stage?: TrainingStage | undefined;
}

/** Subject training that does not say otherwise is held to the rules of compulsory education, the strictest. */
const stageOf = ({ category, stage }: Sale): TrainingStage | undefined =>
  stage ?? (category === "subject" ? "compulsory" : undefined);

/** The limits that bind a sale on the day of `at`, by the packs of all levels that are in force there. */
export async function saleLimits(
  { units, rules }: Pick<Kit, "units" | "rules">,
  sale: Sale,
  at: EpochMs,
): Promise<SaleLimits> {
  const { countyUnitId, category, mode } = sale;
  const unitPath = await units.pathOf(countyUnitId);
  invariant(unitPath, `the county ${countyUnitId} is a unit`);
  const date = shanghaiDate(at);
  const packs = await rules.inForce(unitPath, date);
  return resolveLimits(packs, { date, unitPath, category, mode, stage: stageOf(sale) });
}
