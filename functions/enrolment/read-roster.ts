import { rosterItems } from "../../adapters/repositories/roster-items.ts";
import { studentRegistry } from "../../adapters/repositories/student-registry.ts";
import { readRoster as readLines, type RosterRow } from "../../domain/enrolment/roster-row.ts";
import type { JobOf } from "../../domain/job/job.ts";
import type { RequestContext } from "../kit/context.ts";
import { listReader } from "../kit/list-reader.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { TakenRow } from "../kit/settle-row.ts";
import type { UploadedFileKit } from "../kit/upload-deps.ts";
import { readRoster as contract } from "./roster-contracts.ts";

/** Reads an uploaded class list and enters its pupils row by row. */
export const readRoster = (kit: PersonalKit & UploadedFileKit) =>
  listReader<"roster", RosterRow>(kit, contract, {
    kind: "roster",
    readList: (lines, _job, today) => Promise.resolve(readLines(lines, { today })),
    takeRow: pupilTaker(kit),
  });

/**
 * Enters one pupil. The outcome tells what the row did to the list of the class, never whether the platform
 * knew the child before.
 */
function pupilTaker(kit: PersonalKit) {
  const registry = studentRegistry(kit);
  const roster = rosterItems(kit);

  return async (
    { line, entry }: RosterRow,
    { jobId, subject }: JobOf<"roster">,
    context: RequestContext,
  ): Promise<TakenRow> => {
    const found = await registry.findOrCreateStudent(entry.student);
    const place = { classId: subject.classId, studentId: found.studentId };
    const listed = await roster.find(place);
    if (listed !== undefined && roster.saysTheSame(listed, entry))
      return { outcome: "unchanged", changes: [] };
    return {
      outcome: listed === undefined ? "created" : "updated",
      changes: [
        ...registry.registration(found, context),
        ...(await roster.changes(listed, place, entry, { jobId, line })),
      ],
    };
  };
}
