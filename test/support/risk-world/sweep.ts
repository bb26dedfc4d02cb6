import { allIndicators } from "../../../domain/risk/indicators/all.ts";
import { aligned } from "./aligned.ts";
import { judgesBy, type Judges, watch, type Watched } from "./backtest.ts";
import { medianOf, type Score, scoreOf } from "./report.ts";
import { handbookNumbers, type LimitTrial, readings } from "./trials.ts";
import { playWorld, type WorldPlan } from "./world.ts";

/** Readings were chosen by the worlds of some seeds; how they do on others, which nobody looked at before, is the proof. */
export const CHOSEN_BY = [20_260_302, 1, 2, 3] as const;
export const PROVED_ON = [5, 6, 7, 8] as const;

const IN_FORCE: LimitTrial = { name: "as in force", values: {} };

interface Bound {
  readonly trial: LimitTrial;
  /** Of the indicators that these limits touch, and no others. */
  readonly judges: Judges;
  readonly indicatorIds: ReadonlySet<string>;
}

function bind(trial: LimitTrial): Bound {
  const touched = allIndicators.filter(({ parameters }) =>
    parameters.some((id) => trial.values[id] !== undefined),
  );
  const judges = judgesBy(touched, (id, size) => {
    const value = trial.values[id];
    return typeof value === "object" ? value[size] : value;
  });
  return { trial, judges, indicatorIds: new Set(touched.map(({ id }) => id)) };
}

/** What each trial would have said of one world: what it does not touch is judged once. */
export function tryOn(
  plan: WorldPlan,
  trials: readonly LimitTrial[],
): ReadonlyMap<string, readonly Watched[]> {
  const inForce = judgesBy(allIndicators);
  const bound = trials.map(bind);
  const worlds = new Map<string, Watched[]>(trials.map(({ name }) => [name, []]));
  for (const played of playWorld(plan)) {
    const usual = watch(played, inForce);
    for (const { trial, judges, indicatorIds } of bound) {
      const untouched = usual.raised.filter(({ indicatorId }) => !indicatorIds.has(indicatorId));
      const otherwise = indicatorIds.size === 0 ? [] : watch(played, judges).raised;
      const raised = [...untouched, ...otherwise].toSorted((one, other) => one.day - other.day);
      worlds.get(trial.name)?.push({ ...usual, raised });
    }
  }
  return worlds;
}

const HEADINGS = ["red", "yellow", "lead: median", "false red", "false yellow"];

/** A row for each trial: the worlds by which readings were chosen, then those on which they are proved. */
export function sweepTable(plan: WorldPlan): string {
  const groups = [
    [IN_FORCE, ...readings],
    [IN_FORCE, ...handbookNumbers],
  ];
  const trials = [IN_FORCE, ...readings, ...handbookNumbers];
  const scoresOn = (seeds: readonly number[]) => {
    const bySeed = seeds.map((seed) => {
      const worlds = tryOn({ ...plan, seed }, trials);
      return new Map(trials.map(({ name }) => [name, scoreOf(worlds.get(name) ?? [])]));
    });
    return ({ name }: LimitTrial) => bySeed.flatMap((scores) => scores.get(name) ?? []);
  };
  const [chosenBy, provedOn] = [scoresOn(CHOSEN_BY), scoresOn(PROVED_ON)];
  return groups
    .map((group) =>
      aligned([
        ["", ...HEADINGS, ...HEADINGS],
        ...group.map((trial) => [trial.name, ...cells(chosenBy(trial)), ...cells(provedOn(trial))]),
      ]),
    )
    .join("\n\n");
}

/** Several worlds as one: what was found is added up, alarms are their mean. */
function cells(scores: readonly Score[]): readonly string[] {
  const sum = (of: (score: Score) => number) => scores.reduce((all, score) => all + of(score), 0);
  const runAways = sum((score) => score.runAways);
  const leadDays = scores.flatMap((score) => score.leadDays).toSorted((a, b) => a - b);
  const mean = (level: "red" | "yellow") =>
    (sum(({ falseAlarms }) => falseAlarms[level]) / scores.length).toFixed(2);
  return [
    `${sum(({ found }) => found.red)}/${runAways}`,
    `${sum(({ found }) => found.yellow)}/${runAways}`,
    `${medianOf(leadDays) ?? "-"} d`,
    mean("red"),
    mean("yellow"),
  ];
}
