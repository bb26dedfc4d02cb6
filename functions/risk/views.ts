import type * as z from "zod";
import type { RulePack } from "../../domain/reference/rule-packs.ts";
import { PARAMETER_NAMES } from "../../domain/reference/rule-parameter-names.ts";
import { explain } from "../../domain/risk/evaluate.ts";
import { facts } from "../../domain/risk/facts.ts";
import type { Evaluation, Indicator } from "../../domain/risk/indicator.ts";
import { allIndicators } from "../../domain/risk/indicators/all.ts";
import { judge, limitsInForce, type RiskCase } from "../../domain/risk/judge.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { IndicatorId } from "../../domain/shared/risk-codes.ts";
import type { EvaluationView, ExplanationView, IndicatorView, LimitView } from "./schemas.ts";

export function indicatorNamed(id: IndicatorId): Indicator {
  const indicator = allIndicators.find((one) => one.id === id);
  invariant(indicator, `the indicator ${id} is declared`);
  return indicator;
}

/** Its inputs and what would end it, in words. */
export function explanationView(
  indicator: Indicator,
  evaluation: Evaluation,
): z.input<typeof ExplanationView> {
  const { found, inputs, wouldClear } = explain(indicator, evaluation);
  return { found, inputs: [...inputs], wouldClear: [...wouldClear] };
}

/** What an indicator says of an institution on the last day of what is known. */
export function evaluationView(
  indicator: Indicator,
  known: RiskCase,
): z.input<typeof EvaluationView> {
  const evaluation = judge(indicator, known);
  const { day, packs, context } = known;
  return {
    indicator: { id: indicator.id, name: indicator.name },
    date: day,
    level: evaluation.level,
    ...explanationView(indicator, evaluation),
    size: context.size,
    limits: limitViews(indicator, packs, context),
  };
}

export const indicatorView = (
  indicator: Indicator,
  packs: readonly RulePack[],
  context: RiskCase["context"],
): z.input<typeof IndicatorView> => ({
  id: indicator.id,
  name: indicator.name,
  facts: indicator.facts.map((name) => ({ name, nameZh: facts[name].zh, unit: facts[name].unit })),
  windowDays: indicator.windowDays,
  trigger: indicator.trigger,
  limits: limitViews(indicator, packs, context),
});

const limitViews = (
  indicator: Indicator,
  packs: readonly RulePack[],
  context: RiskCase["context"],
): z.input<typeof LimitView>[] =>
  limitsInForce(indicator, packs, context).map((limit) => ({
    ...limit,
    name: PARAMETER_NAMES[limit.id],
  }));
