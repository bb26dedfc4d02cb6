import { byUrgency } from "../../../domain/alert/urgency.ts";
import type { Alarm, Watched } from "./backtest.ts";
import { DAY_COUNT } from "./season.ts";

/** When some institution of a world comes to where an officer would see it. */
export type AlarmsOf = (watched: Watched) => readonly Alarm[];

/** The days on which so many indicators begin to warn at once. */
export const warnedAtOnce =
  (least: number): AlarmsOf =>
  ({ standings, beganOn }) =>
    beginnings(standings.map(({ openCount }) => openCount >= least)).map((day) =>
      alarmOn(beganOn + day),
    );

/** The days on which an institution comes among the first of its county, in the order of `listWarnedInstitutions`. */
export function amongFirst(world: readonly Watched[], places: number): AlarmsOf {
  const days = new Map(world.map((watched) => [watched, Array<boolean>(DAY_COUNT).fill(false)]));
  for (const members of Map.groupBy(world, ({ county }) => county).values())
    for (let day = 0; day < DAY_COUNT; day += 1)
      for (const watched of listOn(members, day).slice(0, places)) {
        const own = days.get(watched);
        if (own !== undefined) own[day] = true;
      }
  return (watched) => beginnings(days.get(watched) ?? []).map(alarmOn);
}

/** Whom a county is warned of on a day, the most urgent first. */
const listOn = (members: readonly Watched[], day: number): readonly Watched[] =>
  members
    .flatMap((watched) => {
      const standing = watched.standings[day - watched.beganOn];
      return standing === undefined || standing.openCount === 0 ? [] : [{ watched, standing }];
    })
    .toSorted((one, other) => byUrgency(one.standing, other.standing))
    .map(({ watched }) => watched);

/** The places at which something begins to hold. */
const beginnings = (holds: readonly boolean[]): readonly number[] =>
  holds.flatMap((now, index) => (now && holds[index - 1] !== true ? [index] : []));

const alarmOn = (day: number): Alarm => ({ level: "red", day });
