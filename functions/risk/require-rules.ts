import type { RuleContext, RulePack } from "../../domain/reference/rule-packs.ts";
import type { Indicator } from "../../domain/risk/indicator.ts";
import { missingRule } from "../../domain/risk/judge.ts";
import { Refused } from "../kit/problem.ts";

/** @throws Refused where some indicator has no limit on the day that was asked for: it lies before the rules */
export function requireRules(
  indicators: readonly Indicator[],
  packs: readonly RulePack[],
  context: RuleContext,
): void {
  const id = missingRule(indicators, packs, context);
  if (id !== undefined) throw new Refused("risk.day-before-rules", { date: context.date, id });
}
