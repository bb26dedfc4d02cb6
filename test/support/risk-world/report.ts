import { allIndicators } from "../../../domain/risk/indicators/all.ts";
import type { AlertLevel, IndicatorId } from "../../../domain/shared/risk-codes.ts";
import type { Raised, Watched } from "./backtest.ts";
import { COUNTY_COUNT, type Way, WAYS } from "./institution.ts";

const DAYS_A_MONTH = 365 / 12;

/** How well some indicators together, or one alone, tell those who run away. */
export interface Score {
  readonly runAways: number;
  /** With an alert of that level in the time of preparation. */
  readonly found: Readonly<Record<AlertLevel, number>>;
  /** Days from the first red alert in that time to the collapse, the shortest first. */
  readonly leadDays: readonly number[];
  /** Alerts that told of nothing, for each county and month. */
  readonly falseAlarms: Readonly<Record<AlertLevel, number>>;
  /** Share of honest institutions that have a red alert in a time as long as a preparation: recall by chance. */
  readonly redByChance: number;
}

type Counts = (alert: Raised) => boolean;

/** Scores the alerts of a world. @param counts which alerts are looked at */
export function scoreOf(world: readonly Watched[], counts: Counts = () => true): Score {
  const runAways = world.filter(({ runAway }) => runAway !== undefined);
  const leads = (level: AlertLevel) =>
    runAways.flatMap((watched) =>
      leadOf(watched, (alert) => alert.level === level && counts(alert)),
    );
  const leadDays = leads("red").toSorted((a, b) => a - b);
  const countyMonths =
    world.reduce((days, watched) => days + watched.days, 0) / DAYS_A_MONTH / perCounty(world);
  const falseOf = (level: AlertLevel) =>
    world.flatMap(falseAlarmsOf).filter((alert) => alert.level === level && counts(alert)).length /
    countyMonths;
  return {
    runAways: runAways.length,
    found: { yellow: leads("yellow").length, red: leadDays.length },
    leadDays,
    falseAlarms: { yellow: falseOf("yellow"), red: falseOf("red") },
    redByChance: chanceOfRed(world, counts),
  };
}

const perCounty = (world: readonly Watched[]): number => world.length / COUNTY_COUNT;

/** The days from the first such alert of the preparation to the collapse; none where there is none. */
function leadOf({ runAway, raised }: Watched, counts: Counts): readonly number[] {
  if (runAway === undefined) return [];
  const first = raised.find((alert) => alert.day >= runAway.preparesFrom && counts(alert));
  return first === undefined ? [] : [runAway.collapsesOn - first.day];
}

const falseAlarmsOf = ({ runAway, raised }: Watched): readonly Raised[] =>
  raised.filter(({ day }) => runAway === undefined || day < runAway.preparesFrom);

/** Each honest institution is looked at in the time of some run-away's preparation, by turns. */
function chanceOfRed(world: readonly Watched[], counts: Counts): number {
  const times = world.flatMap(({ runAway }) => runAway ?? []);
  const honest = world.filter(({ runAway, beganOn }) => runAway === undefined && beganOn === 0);
  const hits = honest.filter(({ raised }, turn) => {
    const time = times[turn % times.length];
    return raised.some(
      (alert) =>
        time !== undefined &&
        alert.level === "red" &&
        counts(alert) &&
        alert.day >= time.preparesFrom &&
        alert.day < time.collapsesOn,
    );
  });
  return honest.length === 0 ? 0 : hits.length / honest.length;
}

export const scoreByIndicator = (world: readonly Watched[]): ReadonlyMap<IndicatorId, Score> =>
  new Map(
    allIndicators.map(({ id }) => [id, scoreOf(world, ({ indicatorId }) => indicatorId === id)]),
  );

/** Recall and lead of those who run away in one way. */
export const scoreByWay = (world: readonly Watched[]): ReadonlyMap<Way, Score> =>
  new Map(WAYS.map((way) => [way, scoreOf(world.filter(({ runAway }) => runAway?.way === way))]));

export const medianOf = (sorted: readonly number[]): number | undefined =>
  sorted[Math.floor((sorted.length - 1) / 2)];

const HEADINGS = [
  "",
  "red",
  "yellow",
  "lead: median",
  "min",
  "false red",
  "false yellow",
  "by chance",
];

/** The table that `npm run backtest` prints. */
export function tableOf(world: readonly Watched[]): string {
  const rows = [
    HEADINGS,
    ...[...scoreByIndicator(world)].map(([id, score]) => rowOf(id, score, true)),
    rowOf("all indicators", scoreOf(world), true),
    ...[...scoreByWay(world)].map(([way, score]) => rowOf(`run-aways by ${way}`, score, false)),
  ];
  const widths = HEADINGS.map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  const lined = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart(widths[column] ?? 0),
      )
      .join("  "),
  );
  return lined.join("\n");
}

function rowOf(name: string, score: Score, hasHonest: boolean): readonly string[] {
  const { runAways, found, leadDays, falseAlarms, redByChance } = score;
  const days = (value: number | undefined) => (value === undefined ? "-" : `${value} d`);
  return [
    name,
    `${found.red}/${runAways}`,
    `${found.yellow}/${runAways}`,
    days(medianOf(leadDays)),
    days(leadDays[0]),
    ...(hasHonest
      ? [
          falseAlarms.red.toFixed(2),
          falseAlarms.yellow.toFixed(2),
          `${(redByChance * 100).toFixed(1)} %`,
        ]
      : ["", "", ""]),
  ];
}
