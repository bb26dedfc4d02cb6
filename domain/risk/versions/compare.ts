import * as z from "zod";
import type { Calendar } from "../../reference/calendar.ts";
import type { RuleContext, RulePack } from "../../reference/rule-packs.ts";
import { InstitutionId } from "../../shared/ids.ts";
import { addDays, LocalDate } from "../../shared/time.ts";
import { limitsAt, sizeOf } from "../evaluate.ts";
import { type FactsOfDay, historyOf } from "../history.ts";
import type { Indicator, RiskLevel } from "../indicator.ts";
import { judgeDay } from "../judge.ts";
import { windowAt } from "../window.ts";
import { type IndicatorVersion, withVersion } from "./version.ts";

const Level = z.enum(["none", "yellow", "red"]);

/** Days in a row on which an institution would have been warned of, by either set of limits, both included. */
export const WarnedDays = z.strictObject({
  from: LocalDate,
  to: LocalDate,
  /** By the limits without the version, and with it. */
  live: Level,
  draft: Level,
});
export type WarnedDays = z.infer<typeof WarnedDays>;

/** What a trial found of one institution that either set of limits warns of. */
export const TrialFinding = z.strictObject({
  institutionId: InstitutionId,
  warned: z.array(WarnedDays).min(1),
});
export type TrialFinding = z.infer<typeof TrialFinding>;

/** The packs of a place as they would be with a version approved. */
export const packsWith = (
  packs: readonly (RulePack & { readonly unitId: string })[],
  version: IndicatorVersion,
): readonly RulePack[] => {
  const own = packs.find(({ unitId }) => unitId === version.unitId);
  const parameters = [...withVersion(own?.parameters ?? [], version)];
  return [...packs.filter((pack) => pack !== own), { version: version.versionId, parameters }];
};

/** Some days of an institution, and the rules that a version is compared with. */
export interface Tried {
  /** As `factsOf` tells them, with an item before them that carries what stood until then. */
  readonly items: readonly FactsOfDay[];
  /** From here on something is known, or the indicator looks. */
  readonly knownFrom: LocalDate;
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** In force at the institution's place on the day on which the version takes effect. */
  readonly packs: readonly (RulePack & { readonly unitId: string })[];
  readonly place: Omit<RuleContext, "date" | "size">;
  readonly calendar: Calendar;
}

/**
 * Judges each day by the limits as they will be on the version's day, without it and with it. The size of the
 * institution is that of the last day.
 * @returns runs of days on which either warns
 */
export function compareDays(
  indicator: Indicator,
  version: IndicatorVersion,
  { items, knownFrom, from, to, packs, place, calendar }: Tried,
): readonly WarnedDays[] {
  const history = historyOf(items, calendar, { from: knownFrom, to });
  const last = history.dayCount - 1;
  const pupils = windowAt(history, last).at("paidHeadcount") ?? 0;
  const context = { ...place, date: version.effectiveFrom };
  const judgedBy = (rules: readonly RulePack[]) => {
    const size = sizeOf(rules, context, pupils);
    const evaluate = indicator.compile(limitsAt(rules, { ...context, size }));
    return (index: number) => judgeDay(indicator, evaluate, history, index).level;
  };
  const live = judgedBy(packs);
  const draft = judgedBy(packsWith(packs, version));
  const runs: WarnedDays[] = [];
  for (let index = 0; index <= last; index += 1) {
    const day = addDays(knownFrom, index);
    if (day < from) continue;
    const levels = { live: live(index), draft: draft(index) };
    if (levels.live === "none" && levels.draft === "none") continue;
    addDay(runs, day, levels);
  }
  return runs;
}

/** Lengthens the last run where the day goes on with it. */
function addDay(
  runs: WarnedDays[],
  day: LocalDate,
  levels: { readonly live: RiskLevel; readonly draft: RiskLevel },
): void {
  const run = runs.at(-1);
  const goesOn =
    run?.live === levels.live && run.draft === levels.draft && addDays(run.to, 1) === day;
  if (goesOn) run.to = day;
  else runs.push({ from: day, to: day, ...levels });
}
