import * as z from "zod";
import { UnitId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { ok, refuse, type Result } from "../shared/result.ts";
import { LocalDate } from "../shared/time.ts";
import { TrainingCategory, TrainingMode } from "../shared/training.ts";
import type { ParameterUnit } from "./parameter-definition.ts";
import { compareStrictness, PARAMETERS, ParameterId } from "./rule-parameters.ts";
import { InstitutionSize, TrainingStage } from "./vocabulary.ts";

/** Where a value comes from. Dates may be known to the year only. */
export const RuleSource = z.object({
  article: z.string().min(1),
  date: z.string().regex(/^\d{4}(-\d{2}(-\d{2})?)?$/),
  url: z.url().optional(),
});
export type RuleSource = z.infer<typeof RuleSource>;

/**
 * One value of one parameter, and to what it applies. A category, mode, stage or size that is left out means all of them.
 * `sourced`: a published text says so; `unverified`: reported, text not seen; `default`: the platform's own reading.
 */
export const RuleParameter = z.object({
  id: ParameterId,
  value: z.int().min(0),
  scope: z.union([z.literal("nation"), UnitId]),
  category: TrainingCategory.optional(),
  mode: TrainingMode.optional(),
  stage: TrainingStage.optional(),
  size: InstitutionSize.optional(),
  validFrom: LocalDate,
  /** The last day on which it applies. */
  validTo: LocalDate.optional(),
  source: RuleSource,
  status: z.enum(["sourced", "unverified", "default"]),
});
export type RuleParameter = z.infer<typeof RuleParameter>;

/** The parameters of one authority, under one version: orders and contracts keep it. */
export const RulePack = z.object({
  version: z.string().regex(/^[a-z0-9.-]{3,40}$/),
  parameters: z.array(RuleParameter),
});
export type RulePack = z.infer<typeof RulePack>;

/** The versions of the packs that bound something, of four levels at most, the nation's first: `nation-2026.1+411102.3`. */
export const RulePackVersions = z.string().max(4 * 40 + 3);
export type RulePackVersions = z.infer<typeof RulePackVersions>;

/** What a parameter is asked for. A restricted value applies only where the same is stated here. */
export interface RuleContext {
  readonly date: LocalDate;
  /** The path of the county unit: `/unt_100000/unt_410000/unt_411100/unt_411102/`. */
  readonly unitPath: string;
  readonly category?: TrainingCategory | undefined;
  readonly mode?: TrainingMode | undefined;
  readonly stage?: TrainingStage | undefined;
  readonly size?: InstitutionSize | undefined;
}

export interface AppliedParameter {
  readonly parameter: RuleParameter;
  readonly packVersion: string;
}

/** The value that binds, why, and what else was looked at. */
export interface ResolvedParameter {
  readonly id: ParameterId;
  readonly value: number;
  readonly unit: ParameterUnit;
  readonly binding: AppliedParameter;
  /** Every value that applies, the binding one first. */
  readonly applicable: readonly AppliedParameter[];
}

export const ruleRefusals = {
  "rule.not-in-force": {
    zh: "规则参数 {id} 在 {date} 没有生效的取值，无法办理；请主管部门维护规则包。",
    en: "The rule parameter {id} has no value in force on {date}: the authority has to maintain its rule pack.",
  },
} as const;
export type RuleRefusal = keyof typeof ruleRefusals;

/** Resolves to the strictest of all values in force for the unit and those above it: localities may only tighten. */
export function resolveParameter(
  packs: readonly RulePack[],
  id: ParameterId,
  context: RuleContext,
): Result<ResolvedParameter, RuleRefusal> {
  const applicable = packs
    .flatMap(({ parameters, version: packVersion }) =>
      parameters
        .filter((parameter) => parameter.id === id && applies(parameter, context))
        .map((parameter) => ({ parameter, packVersion })),
    )
    .sort((a, b) => strictestFirst(a.parameter, b.parameter));
  const [binding] = applicable;
  if (binding === undefined) return refuse("rule.not-in-force", { id, date: context.date });
  const { unit } = PARAMETERS[id];
  return ok({ id, value: binding.parameter.value, unit, binding, applicable });
}

/** The value alone, for rules that cannot do without it. @throws InvariantBroken when none is in force */
export function parameterValue(
  packs: readonly RulePack[],
  id: ParameterId,
  context: RuleContext,
): number {
  const resolved = resolveParameter(packs, id, context);
  invariant(resolved.ok, `rule parameter ${id} has no value in force on ${context.date}`);
  return resolved.value.value;
}

function applies(parameter: RuleParameter, context: RuleContext): boolean {
  const isInForce =
    parameter.validFrom <= context.date &&
    (parameter.validTo === undefined || context.date <= parameter.validTo);
  const isHere = parameter.scope === "nation" || context.unitPath.includes(`/${parameter.scope}/`);
  return (
    isInForce &&
    isHere &&
    (parameter.category === undefined || parameter.category === context.category) &&
    (parameter.mode === undefined || parameter.mode === context.mode) &&
    (parameter.stage === undefined || parameter.stage === context.stage) &&
    (parameter.size === undefined || parameter.size === context.size)
  );
}

const SUPPORT = ["sourced", "unverified", "default"] as const;

/** Strictest first; of equal values the better supported one, so that people are shown the text of law. */
const strictestFirst = (a: RuleParameter, b: RuleParameter): number =>
  compareStrictness(a.id, a.value, b.value) ||
  SUPPORT.indexOf(a.status) - SUPPORT.indexOf(b.status);
