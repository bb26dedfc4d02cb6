import type { FlowName } from "../../../domain/risk/facts.ts";
import { type Way, WAYS } from "./institution.ts";
import { type PlayedInstitution, playWorld, WORLD } from "./world.ts";

/** Institutions of the world are looked through up to this one. */
const AMONG = 300;
const COUNT = 20;
/** What hardly any small institution meets in a year. */
const RARE: readonly FlowName[] = ["doubleAttendanceCount", "offPlatformReportCount"];

/**
 * Twenty of the 2,000 institutions of the world, small enough to be told entry by entry: the smallest of each way of
 * running away, the smallest that meets each rare fact, and the smallest others, all of them there from the beginning.
 */
export function twentyOfTheWorld(): readonly PlayedInstitution[] {
  const whole = [...playWorld({ ...WORLD, institutions: AMONG })]
    .filter(({ institution }) => institution.beganOn === 0)
    .toSorted((a, b) => a.institution.pupils - b.institution.pupils);
  const by = (way: Way | undefined) =>
    whole.filter(({ institution }) => institution.runAway?.way === way);
  const meeting = (fact: FlowName) =>
    whole.filter(({ history }) => history.column(fact).some((count) => count > 0));
  const chosen = [
    ...WAYS.flatMap((way) => by(way).slice(0, 1)),
    ...RARE.flatMap((fact) => meeting(fact).slice(0, 1)),
    ...by(undefined),
  ];
  return [...new Set(chosen)].slice(0, COUNT);
}
