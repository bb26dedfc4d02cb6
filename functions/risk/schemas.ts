import * as z from "zod";
import { FactName } from "../../domain/shared/fact-names.ts";
import { ParameterId } from "../../domain/reference/rule-parameters.ts";
import { InstitutionSize } from "../../domain/reference/vocabulary.ts";
import { IndicatorId } from "../../domain/shared/risk-codes.ts";
import { LocalDate } from "../../domain/shared/time.ts";
import { Bilingual, RuleView } from "../reference/schemas.ts";

/** Shapes that several contracts of this capability share. */

/** One limit as it applies, and the rule that sets it. */
export const LimitView = z.strictObject({
  id: ParameterId,
  name: Bilingual,
  value: z.int(),
  unit: z.string(),
  binding: z
    .strictObject({ packVersion: z.string(), parameter: RuleView })
    .meta({ description: "The rule that binds, and where it comes from" }),
});

export const ExplanationView = z.strictObject({
  found: Bilingual.meta({ description: "What was found, in words" }),
  inputs: z.array(
    z.strictObject({ id: z.string(), name: Bilingual, value: z.int(), unit: z.string() }),
  ),
  wouldClear: z
    .array(Bilingual)
    .meta({ description: "All of these together end the warning; none where there is none" }),
});

/** What an indicator says of an institution on a day, and by which limits. */
export const EvaluationView = z.strictObject({
  indicator: z.strictObject({ id: IndicatorId, name: Bilingual }),
  date: LocalDate,
  level: z.enum(["none", "yellow", "red"]),
  ...ExplanationView.shape,
  size: InstitutionSize.meta({ description: "How large the institution counts, by its pupils" }),
  limits: z.array(LimitView),
});

export const IndicatorView = z.strictObject({
  id: IndicatorId,
  name: Bilingual,
  facts: z.array(z.strictObject({ name: FactName, nameZh: z.string(), unit: z.string() })),
  windowDays: z.int().meta({ description: "How far it looks back, today included" }),
  trigger: z.enum(["facts", "daily"]),
  limits: z.array(LimitView),
});
