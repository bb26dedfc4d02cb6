import type { ParameterId } from "../reference/rule-parameters.ts";
import { namesIn, recordOf } from "../shared/record.ts";
import type { Bilingual } from "../shared/result.ts";
import type { AlertLevel, IndicatorId } from "../shared/risk-codes.ts";
import type { FactName } from "../shared/fact-names.ts";
import type { FactWindow } from "./window.ts";

export type RiskLevel = "none" | AlertLevel;

/** A number that a judgement rests on. */
export interface InputDefinition {
  readonly unit: string;
  readonly name: Bilingual;
}

/** One thing that has to become true for the warning to end; all of them together end it. */
export interface Clear<M extends string = string> {
  readonly what: M;
  readonly toValue: number;
}

export interface Judgement<M extends string = string> {
  readonly level: RiskLevel;
  readonly clears: readonly Clear<M>[];
}

/** What an indicator says of an institution on a day. Texts are made of it when somebody reads them. */
export interface Evaluation extends Judgement {
  readonly indicatorId: IndicatorId;
  /** Each input's value; none where the indicator does not apply. */
  readonly inputs: Readonly<Record<string, number>>;
}

/** A row of the handbook's table of warnings: what it looks at, by which limits, and what it says. */
export interface IndicatorDeclaration<F extends FactName, P extends string, M extends string> {
  readonly id: IndicatorId;
  readonly name: Bilingual;
  /** What is looked at; nothing else can be read. */
  readonly facts: readonly F[];
  /** How many days it looks back on, today included. */
  readonly windowDays: number;
  /** Whether a changed fact wakes it at once, or the night alone, which judges by every indicator. */
  readonly trigger: "facts" | "daily";
  /** The facts whose change wakes it, where others that it reads change all day and raise it by their absence; all where left out. */
  readonly wakers?: readonly F[];
  /**
   * It judges what happened on one day alone: what happens right before midnight, or is told after it, is judged on
   * the day after too, and a warning stands until that is over.
   */
  readonly judgesOneDay?: true;
  /** The rule parameters by which it judges; their values come from rule packs. */
  readonly parameters: Readonly<Record<P, ParameterId>>;
  readonly inputs: Readonly<Record<M, InputDefinition>>;
  /** What the judgement rests on; nothing where the indicator does not apply to the institution. */
  readonly measure: (
    window: FactWindow<F>,
    limits: Readonly<Record<P, number>>,
  ) => Readonly<Record<M, number>> | undefined;
  readonly judge: (
    inputs: Readonly<Record<NoInfer<M>, number>>,
    limits: Readonly<Record<P, number>>,
  ) => Judgement<NoInfer<M>>;
  /** Says what was found; `{name}` is an input's value. */
  readonly explanation: Bilingual;
  /** Says what would end the warning; `{toValue}` is the value to come to. */
  readonly clearing: Readonly<Partial<Record<M, Bilingual>>>;
}

/** Judges an institution by one indicator, with its limits bound. */
export type Evaluate = (window: FactWindow) => Evaluation;

/** An indicator, as everybody but its own file sees it. */
export interface Indicator {
  readonly id: IndicatorId;
  readonly name: Bilingual;
  readonly facts: readonly FactName[];
  readonly windowDays: number;
  readonly trigger: "facts" | "daily";
  readonly wakers?: readonly FactName[];
  readonly judgesOneDay?: true;
  readonly parameters: readonly ParameterId[];
  readonly inputs: Readonly<Record<string, InputDefinition>>;
  readonly explanation: Bilingual;
  readonly clearing: Readonly<Partial<Record<string, Bilingual>>>;
  /** Binds the limits once, for all institutions to which they apply. */
  compile(valueOf: (id: ParameterId) => number): Evaluate;
  /** Judges given inputs: what `clears` promises can be tried. */
  rejudge(
    inputs: Readonly<Record<string, number>>,
    valueOf: (id: ParameterId) => number,
  ): Judgement;
}

const NOTHING: readonly Clear<never>[] = [];
const NO_INPUTS: Readonly<Record<string, number>> = {};

/** Declares an indicator: its types tie the facts, limits and inputs that it reads to what it declares. */
export function defineIndicator<
  const F extends FactName,
  const P extends string,
  const M extends string,
>(declared: IndicatorDeclaration<F, P, M>): Indicator {
  const { parameters, measure, judge, ...said } = declared;
  const limitNames = namesIn(parameters);
  const inputNames = namesIn(declared.inputs);
  const limitsBy = (valueOf: (parameter: ParameterId) => number) =>
    recordOf(limitNames, (name) => valueOf(parameters[name]));
  return {
    ...said,
    parameters: limitNames.map((name) => parameters[name]),
    compile(valueOf) {
      const limits = limitsBy(valueOf);
      return (window) => {
        const inputs = measure(window, limits);
        if (inputs === undefined)
          return { indicatorId: said.id, level: "none", inputs: NO_INPUTS, clears: NOTHING };
        const { level, clears } = judge(inputs, limits);
        return { indicatorId: said.id, level, inputs, clears };
      };
    },
    rejudge: (inputs, valueOf) =>
      judge(
        recordOf(inputNames, (name) => inputs[name] ?? 0),
        limitsBy(valueOf),
      ),
  };
}

/** The level of two conditions, with what would end it; red is looked at first. */
export const judged = <M extends string>(
  isRed: boolean,
  isYellow: boolean,
  clears: () => readonly Clear<M>[],
): Judgement<M> => {
  if (!isRed && !isYellow) return { level: "none", clears: NOTHING };
  return { level: isRed ? "red" : "yellow", clears: clears() };
};
