import type { Calendar } from "../reference/calendar.ts";
import { resolveParameter, type ResolvedParameter } from "../reference/rule-packs.ts";
import type { RuleContext, RulePack } from "../reference/rule-packs.ts";
import type { ParameterId } from "../reference/rule-parameters.ts";
import { InstitutionSize } from "../reference/vocabulary.ts";
import { invariant } from "../shared/invariant.ts";
import { addDays, type LocalDate } from "../shared/time.ts";
import { limitsAt, SIZE_PARAMETERS, sizeOf } from "./evaluate.ts";
import { type FactHistory, type FactsOfDay, historyOf } from "./history.ts";
import type { Evaluate, Evaluation, Indicator, RiskLevel } from "./indicator.ts";
import { windowAt } from "./window.ts";

type Sized = RuleContext & { readonly size: InstitutionSize };

/** What is known of one institution up to a day, and the limits that apply to it. */
export interface RiskCase {
  readonly day: LocalDate;
  readonly packs: readonly RulePack[];
  readonly context: Sized;
  readonly history: FactHistory;
}

/** The first day of which some of these indicators may ask, if they judge a day. */
export const firstDayFor = (indicators: readonly Indicator[], day: LocalDate): LocalDate =>
  addDays(day, -Math.max(...indicators.map(({ windowDays }) => windowDays)));

/**
 * Lays out what is known for a judgement.
 * @param items of the days from `from` on, and before them at most one that carries what stood until then
 * @param from no earlier than the first day of which anything is known: a young institution's history is short
 */
export function riskCase(
  items: readonly FactsOfDay[],
  { from, day }: { readonly from: LocalDate; readonly day: LocalDate },
  { packs, calendar }: { readonly packs: readonly RulePack[]; readonly calendar: Calendar },
  place: Omit<RuleContext, "date" | "size">,
): RiskCase {
  const history = historyOf(items, calendar, { from, to: day });
  const pupils = windowAt(history, history.dayCount - 1).at("paidHeadcount") ?? 0;
  const context = { ...place, date: day };
  return { day, packs, history, context: { ...context, size: sizeOf(packs, context, pupils) } };
}

/** What an indicator says of an institution on the last day of its history. */
export const judge = (indicator: Indicator, { packs, context, history }: RiskCase): Evaluation =>
  judgeDay(indicator, indicator.compile(limitsAt(packs, context)), history, history.dayCount - 1);

/**
 * What an indicator says on one day of a history; one that judges what happened on one day says the worse of that
 * day and the one before.
 * @param evaluate the indicator with its limits bound
 * @param index counted from 0, the history's first day
 */
export function judgeDay(
  { judgesOneDay }: Pick<Indicator, "judgesOneDay">,
  evaluate: Evaluate,
  history: FactHistory,
  index: number,
): Evaluation {
  const today = evaluate(windowAt(history, index));
  if (judgesOneDay !== true || index === 0) return today;
  const yesterday = evaluate(windowAt(history, index - 1));
  return isWorse(yesterday.level, today.level) ? yesterday : today;
}

/** Judges values that were kept by the limits that apply now: what they were, and what would end the warning. */
export function judgeInputs(
  indicator: Indicator,
  inputs: Readonly<Record<string, number>>,
  { packs, context }: Pick<RiskCase, "packs" | "context">,
): Evaluation {
  const indicatorId = indicator.id;
  // Without values it did not apply: there is nothing to judge, and nothing to clear.
  if (Object.keys(inputs).length === 0) return { indicatorId, inputs, level: "none", clears: [] };
  return { indicatorId, inputs, ...indicator.rejudge(inputs, limitsAt(packs, context)) };
}

const LEVELS: readonly RiskLevel[] = ["none", "yellow", "red"];
const isWorse = (one: RiskLevel, other: RiskLevel): boolean =>
  LEVELS.indexOf(one) > LEVELS.indexOf(other);

/** A parameter that has no value for a place on a day, of all by which some indicators judge; none where all have. */
export const missingRule = (
  indicators: readonly Pick<Indicator, "parameters">[],
  packs: readonly RulePack[],
  context: RuleContext,
): ParameterId | undefined =>
  [...SIZE_PARAMETERS, ...indicators.flatMap(({ parameters }) => parameters)].find((id) =>
    InstitutionSize.options.some((size) => !resolveParameter(packs, id, { ...context, size }).ok),
  );

/** One limit of an indicator as it applies, and the rule that sets it. */
export interface LimitInForce extends Pick<ResolvedParameter, "unit" | "binding"> {
  readonly id: ParameterId;
  readonly value: number;
}

/**
 * The limits of an indicator at a place, each with where it comes from. Where a tightened red tightens yellow
 * with it, the rule that sets red is the one that binds.
 */
export function limitsInForce(
  { parameters }: Pick<Indicator, "parameters">,
  packs: readonly RulePack[],
  context: RuleContext & { readonly size: InstitutionSize },
): readonly LimitInForce[] {
  const valueOf = limitsAt(packs, context);
  const resolved = parameters.map((id) => {
    const result = resolveParameter(packs, id, context);
    invariant(result.ok, `${id} has a value in force`);
    return result.value;
  });
  return resolved.map(({ id, unit, binding, value: own }) => {
    const value = valueOf(id);
    const binds = value === own ? undefined : resolved.find((other) => other.value === value);
    return { id, value, unit, binding: (binds ?? { binding }).binding };
  });
}
