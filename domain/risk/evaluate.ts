import { parameterValue, type RuleContext, type RulePack } from "../reference/rule-packs.ts";
import { compareStrictness, ParameterId } from "../reference/rule-parameters.ts";
import type { InstitutionSize } from "../reference/vocabulary.ts";
import { filler } from "../shared/fill-in.ts";
import { invariant } from "../shared/invariant.ts";
import type { Bilingual } from "../shared/result.ts";
import type { Evaluation, Indicator } from "./indicator.ts";
import type { FactWindow } from "./window.ts";

/** Judges an institution by all of some indicators. */
export type Evaluator = (window: FactWindow) => readonly Evaluation[];

/**
 * Binds the limits of a place, day and size of institution once, for every institution to which they apply.
 * @param valueOf the strictest value in force, as `limitsAt` finds it
 */
export function evaluatorOf(
  indicators: readonly Indicator[],
  valueOf: (id: ParameterId) => number,
): Evaluator {
  const compiled = indicators.map((indicator) => indicator.compile(valueOf));
  return (window) => compiled.map((evaluate) => evaluate(window));
}

/**
 * The limits in force. A place that tightens red alone tightens yellow with it: nothing is red without being
 * yellow too, whatever limits are combined.
 * @throws InvariantBroken where the national rule pack has no value
 */
export const limitsAt =
  (packs: readonly RulePack[], context: RuleContext & { readonly size: InstitutionSize }) =>
  (id: ParameterId): number => {
    const value = parameterValue(packs, id, context);
    const red = ParameterId.safeParse(id.replace("yellow", "red"));
    if (!red.success || red.data === id) return value;
    const ofRed = parameterValue(packs, red.data, context);
    return compareStrictness(id, ofRed, value) < 0 ? ofRed : value;
  };

/** From how many pupils on an institution counts as of a size. */
export const SIZE_PARAMETERS = ["risk.size-medium-pupils", "risk.size-large-pupils"] as const;

/** How large an institution counts as, by its pupils. */
export function sizeOf(
  packs: readonly RulePack[],
  context: RuleContext,
  pupilCount: number,
): InstitutionSize {
  const from = (id: (typeof SIZE_PARAMETERS)[number]) =>
    pupilCount >= parameterValue(packs, id, context);
  if (from("risk.size-large-pupils")) return "large";
  return from("risk.size-medium-pupils") ? "medium" : "small";
}

/** What a person reads: what was found, each value, and what would end the warning. */
export interface Explanation {
  readonly found: Bilingual;
  readonly inputs: readonly {
    readonly id: string;
    readonly name: Bilingual;
    readonly value: number;
    readonly unit: string;
  }[];
  /** All of them together end it; none where there is no warning. */
  readonly wouldClear: readonly Bilingual[];
}

const NOT_APPLICABLE: Bilingual = {
  zh: "该指标不适用于该机构，或尚无可用数据。",
  en: "The indicator does not apply to this institution, or nothing is known yet.",
};

/** @throws InvariantBroken when the evaluation is another indicator's */
export function explain(indicator: Indicator, evaluation: Evaluation): Explanation {
  const { inputs, indicatorId, clears } = evaluation;
  invariant(indicatorId === indicator.id, `${indicator.id} does not explain ${indicatorId}`);
  const values = Object.entries(inputs);
  return {
    found: values.length === 0 ? NOT_APPLICABLE : filled(indicator.explanation, inputs),
    inputs: values.map(([id, value]) => {
      const definition = indicator.inputs[id];
      invariant(definition, `${indicator.id} declares its input ${id}`);
      const { name, unit } = definition;
      return { id, name, value, unit };
    }),
    wouldClear: clears.map(({ what, toValue }) => {
      const text = indicator.clearing[what];
      invariant(text, `${indicator.id} says what clears its input ${what}`);
      return filled(text, { toValue });
    }),
  };
}

/** The texts of indicators, taken apart: a nation's warnings are filled from the same few dozen. */
const taken = new WeakMap<
  Bilingual,
  Readonly<Record<keyof Bilingual, ReturnType<typeof filler>>>
>();

function filled(text: Bilingual, facts: Readonly<Record<string, number>>): Bilingual {
  const known = taken.get(text);
  const { zh, en } = known ?? { zh: filler(text.zh), en: filler(text.en) };
  if (known === undefined) taken.set(text, { zh, en });
  return { zh: zh(facts), en: en(facts) };
}
