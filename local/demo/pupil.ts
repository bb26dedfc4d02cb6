import { LIST_LIMITS, readCsv } from "../../adapters/files/read-csv.ts";
import { readRoster } from "../../domain/enrolment/roster-row.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { StoryBroken } from "../demo-city/stage.ts";
import { readFixture } from "./fixture.ts";

const PUPILS_OF_A_RUN = ["first", "second", "third", "fourth", "fifth", "sixth"] as const;
export type PupilOfRun = (typeof PUPILS_OF_A_RUN)[number];

/** The pupils of a run, from the class list: each run tells of other children, until the list begins anew. */
export function pupilOfRun(run: number, which: PupilOfRun, now: number) {
  const csv = readCsv(readFixture("roster-30.csv"), LIST_LIMITS);
  const roster = csv.ok ? readRoster(csv.value.rows, { today: shanghaiDate(now) }) : csv;
  if (!roster.ok) throw new StoryBroken(`the class list cannot be read: ${roster.refusal.code}`);
  const { accepted } = roster.value;
  const place = PUPILS_OF_A_RUN.length * (run - 1) + PUPILS_OF_A_RUN.indexOf(which);
  const entry = accepted[place % accepted.length]?.entry;
  if (entry === undefined) throw new StoryBroken("the class list is empty");
  return entry.student;
}
