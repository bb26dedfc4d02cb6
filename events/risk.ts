import * as z from "zod";
import { FactName } from "../domain/shared/fact-names.ts";
import { InstitutionId } from "../domain/shared/ids.ts";
import { Fen } from "../domain/shared/money.ts";
import { LocalDate } from "../domain/shared/time.ts";
import { TrainingCategory } from "../domain/shared/training.ts";
import { defineEvent } from "./define.ts";

/**
 * The facts of an institution and a day have other values than before; `facts` names those. It is no entry of a
 * journal: it follows from the day's item, whose version is its sequence.
 */
export const FactsChanged = defineEvent(
  "facts-changed",
  1,
  z.object({ institutionId: InstitutionId, day: LocalDate, facts: z.array(FactName).min(1) }),
);

/** What a lesson of its trade costs around an institution is another than it was told before. */
export const LocalPriceTold = defineEvent(
  "local-price-told",
  1,
  z.object({
    institutionId: InstitutionId,
    category: TrainingCategory,
    /** The median over the institutions of its county; 0 where too few of them sold any lesson. */
    medianFen: Fen,
    institutionCount: z.int(),
    /** The last day whose sales were counted. */
    day: LocalDate,
  }),
);
