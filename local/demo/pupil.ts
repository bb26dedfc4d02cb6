import { LIST_LIMITS, readCsv } from "../../adapters/files/read-csv.ts";
import { readRoster } from "../../domain/enrolment/roster-row.ts";
import { shanghaiDate } from "../../domain/shared/time.ts";
import { StoryBroken } from "../demo-city/stage.ts";
import { readFixture } from "./fixture.ts";

/** The pupils of a run, from the class list: each run tells of two other children. */
export function pupilOfRun(run: number, which: "first" | "second", now: number) {
  const csv = readCsv(readFixture("roster-30.csv"), LIST_LIMITS);
  const roster = csv.ok ? readRoster(csv.value.rows, { today: shanghaiDate(now) }) : csv;
  if (!roster.ok) throw new StoryBroken(`the class list cannot be read: ${roster.refusal.code}`);
  const { accepted } = roster.value;
  const place = 2 * (run - 1) + (which === "first" ? 0 : 1);
  const entry = accepted[place % accepted.length]?.entry;
  if (entry === undefined) throw new StoryBroken("the class list is empty");
  return entry.student;
}
