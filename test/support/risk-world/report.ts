import { allIndicators } from "../../../domain/risk/indicators/all.ts";
import type { AlertLevel, IndicatorId } from "../../../domain/shared/risk-codes.ts";
import type { Alarm, Raised, Watched } from "./backtest.ts";
import { aligned } from "./aligned.ts";
import { type AlarmsOf, amongFirst, warnedAtOnce } from "./county-list.ts";
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

const everyAlert: AlarmsOf = ({ raised }) => raised;

/** Scores a world by what is told of its institutions: their alerts, where nothing else is said. */
export function scoreOf(world: readonly Watched[], alarmsOf: AlarmsOf = everyAlert): Score {
  const runAways = world.filter(({ runAway }) => runAway !== undefined);
  const leads = (level: AlertLevel) =>
    runAways.flatMap((watched) => leadOf(watched, alarmsOf(watched).filter(isOf(level))));
  const leadDays = leads("red").toSorted((a, b) => a - b);
  const countyMonths =
    world.reduce((days, watched) => days + watched.days, 0) / DAYS_A_MONTH / perCounty(world);
  const falseOf = (level: AlertLevel) =>
    world.flatMap((watched) => falseAmong(watched, alarmsOf(watched).filter(isOf(level)))).length /
    countyMonths;
  return {
    runAways: runAways.length,
    found: { yellow: leads("yellow").length, red: leadDays.length },
    leadDays,
    falseAlarms: { yellow: falseOf("yellow"), red: falseOf("red") },
    redByChance: chanceOfRed(world, alarmsOf),
  };
}

const perCounty = (world: readonly Watched[]): number => world.length / COUNTY_COUNT;

const isOf =
  (level: AlertLevel) =>
  (alarm: Alarm): boolean =>
    alarm.level === level;

/** The days from the first alarm of the preparation to the collapse; none where there is none. */
function leadOf({ runAway }: Watched, alarms: readonly Alarm[]): readonly number[] {
  if (runAway === undefined) return [];
  const first = alarms.find(({ day }) => day >= runAway.preparesFrom);
  return first === undefined ? [] : [runAway.collapsesOn - first.day];
}

const falseAmong = ({ runAway }: Watched, alarms: readonly Alarm[]): readonly Alarm[] =>
  alarms.filter(({ day }) => runAway === undefined || day < runAway.preparesFrom);

/** Each honest institution is looked at in the time of some run-away's preparation, by turns. */
function chanceOfRed(world: readonly Watched[], alarmsOf: AlarmsOf): number {
  const times = world.flatMap(({ runAway }) => runAway ?? []);
  const honest = world.filter(({ runAway, beganOn }) => runAway === undefined && beganOn === 0);
  const hits = honest.filter((watched, turn) => {
    const time = times[turn % times.length];
    return alarmsOf(watched)
      .filter(isOf("red"))
      .some(({ day }) => time !== undefined && day >= time.preparesFrom && day < time.collapsesOn);
  });
  return honest.length === 0 ? 0 : hits.length / honest.length;
}

export const scoreByIndicator = (world: readonly Watched[]): ReadonlyMap<IndicatorId, Score> =>
  new Map(
    allIndicators.map(({ id }) => [id, scoreOf(world, ({ raised }) => raised.filter(by(id)))]),
  );

const by =
  (id: IndicatorId) =>
  ({ indicatorId }: Raised): boolean =>
    indicatorId === id;

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
  return aligned(rows);
}

function rowOf(name: string, score: Score, hasHonest: boolean): readonly string[] {
  const { runAways, found, leadDays, falseAlarms, redByChance } = score;
  return [
    name,
    `${found.red}/${runAways}`,
    `${found.yellow}/${runAways}`,
    inDays(medianOf(leadDays)),
    inDays(leadDays[0]),
    ...(hasHonest
      ? [falseAlarms.red.toFixed(2), falseAlarms.yellow.toFixed(2), inPerCent(redByChance)]
      : ["", "", ""]),
  ];
}

const SEEN_HEADINGS = ["", "found", "lead: median", "min", "false", "by chance"];

/** What an officer sees of a county by one order of its institutions, beside single alerts. */
export function seenTableOf(world: readonly Watched[]): string {
  const ways: readonly (readonly [string, AlarmsOf])[] = [
    ["any red alert", everyAlert],
    ["2 indicators at once", warnedAtOnce(2)],
    ["3 indicators at once", warnedAtOnce(3)],
    ["first of the county's list", amongFirst(world, 1)],
    ["first 3 of the list", amongFirst(world, 3)],
    ["first 5 of the list", amongFirst(world, 5)],
  ];
  const rows = ways.map(([name, alarmsOf]) => {
    const { runAways, found, leadDays, falseAlarms, redByChance } = scoreOf(world, alarmsOf);
    return [
      name,
      `${found.red}/${runAways}`,
      inDays(medianOf(leadDays)),
      inDays(leadDays[0]),
      falseAlarms.red.toFixed(2),
      inPerCent(redByChance),
    ];
  });
  return aligned([SEEN_HEADINGS, ...rows]);
}

const inDays = (days: number | undefined): string => (days === undefined ? "-" : `${days} d`);
const inPerCent = (share: number): string => `${(share * 100).toFixed(1)} %`;
