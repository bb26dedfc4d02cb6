import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { doubleAttendanceKind } from "../../adapters/repositories/presence-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { AttendedLesson } from "../../domain/risk/double-attendance.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { notFound, requireMatter } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { listDoubleAttendances as contract } from "./attendance-contracts.ts";

/** The other lesson may lie outside the caller's unit: it is named by its ids, for the two authorities to compare. */
export const listDoubleAttendances = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table, units, mac } = kit;
  const institutions = aggregates(table, institutionKind);
  const findings = aggregates(table, doubleAttendanceKind);
  const pages = cursors(mac);

  return async ({ path: { institutionId }, query: { limit, cursor } }, context) => {
    const institution = await institutions.find(institutionId);
    if (institution === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, institution.state, ["risk", "audit"]);
    const filter = { institutionId };
    const after = await pages.read(context, filter, cursor);
    const page = await table.query({
      ...{ index: "gsi1", pk: keys.doubleAttendancesOfInstitution(institutionId) },
      ...{ limit, backwards: true },
      ...(after === undefined ? {} : { after }),
    });
    const listed = await findings.findMany(page.items.map(({ pk }) => keys.idOf(pk)));
    return {
      // What was withdrawn a moment ago may be listed still.
      doubleAttendances: listed.flatMap(({ state: { found, ...lesson } }) =>
        found === undefined
          ? []
          : [{ lesson: view(lesson), other: view(found.other), knownOn: found.knownOn }],
      ),
      ...(await pages.write(context, filter, page.next)),
    };
  };
};

const view = (attended: AttendedLesson) => {
  const { startsAt, endsAt, ...lesson } = AttendedLesson.parse(attended);
  return { ...lesson, startsAt: toRfc3339(startsAt), endsAt: toRfc3339(endsAt) };
};
