import { beforeEach, describe, expect, it } from "vitest";
import type { Presence } from "../../../domain/risk/pupil-day.ts";
import type { InstitutionId } from "../../../domain/shared/ids.ts";
import { projectFacts } from "../../../functions/stream/project-facts.ts";
import { projectPresences } from "../../../functions/stream/project-presences.ts";
import { alertCity, type AlertCity } from "../../support/alert-city.ts";
import type { Caller } from "../../support/door.ts";
import {
  at,
  aPresence,
  elsewhere,
  findingsIn,
  here,
  presenceEntry,
  PUPIL,
  writeEntries,
} from "../../support/presences.ts";

let city: AlertCity;
let other: InstitutionId;
let lesson: Presence;
let otherLesson: Presence;

/** Two institutions of a county record one pupil at one time. */
beforeEach(async () => {
  city = await alertCity();
  other = await city.found(2);
  lesson = { ...here, institutionId: city.institutionId };
  otherLesson = { ...elsewhere, institutionId: other };
  city.goTo(at("10:00", "2026-03-09"));
  await record(lesson, otherLesson);
});

async function record(...presences: readonly Presence[]): Promise<void> {
  const { table } = city.kit;
  const entries = presences.map((presence) => presenceEntry(PUPIL, presence));
  await writeEntries(table, entries);
  expect(await projectPresences(table)(entries)).toEqual([]);
  await projectFacts(table)(findingsIn(table));
  for (const institutionId of [city.institutionId, other])
    await city.evaluate("untaught-confirmations", institutionId);
}

const list = (as: Caller, institutionId = city.institutionId, query = {}) =>
  city.ask("listDoubleAttendances", as, { path: { institutionId }, query });

const lessonView = (presence: Presence) => {
  const { institutionId, enrolmentId, lessonNumber, classId, sessionNumber } = presence;
  return { institutionId, enrolmentId, lessonNumber, classId, sessionNumber };
};

describe("a pupil whom two institutions recorded at one time", () => {
  it("raises an alert at both, and ends both when one of them takes its record back", async () => {
    const levels = async () =>
      (await Promise.all([city.institutionId, other].map((id) => city.alertsOf(id))))
        .flat()
        .map(({ indicatorId, level, status }) => [indicatorId, level, status]);
    const raised = ["untaught-confirmations", "yellow", "raised"];
    expect(await levels()).toEqual([raised, raised]);
    await record({ ...otherLesson, isPresent: false, sequence: 6 });
    const cleared = ["untaught-confirmations", "yellow", "cleared"];
    expect(await levels()).toEqual([cleared, cleared]);
  });

  it("is shown to the officer with both lessons, where they were, and since when it is known", async () => {
    expect((await list(city.county)).body).toEqual({
      doubleAttendances: [
        {
          lesson: {
            ...lessonView(lesson),
            startsAt: "2026-03-07T17:00:00.000+08:00",
            endsAt: "2026-03-07T18:00:00.000+08:00",
          },
          other: {
            ...lessonView(otherLesson),
            startsAt: "2026-03-07T17:30:00.000+08:00",
            endsAt: "2026-03-07T18:30:00.000+08:00",
          },
          knownOn: "2026-03-09",
        },
      ],
    });
    expect((await list(city.county, other)).body.doubleAttendances).toMatchObject([
      { lesson: lessonView(otherLesson), other: lessonView(lesson) },
    ]);
  });

  it("is shown no more once a record was taken back", async () => {
    await record({ ...otherLesson, isPresent: false, sequence: 6 });
    expect((await list(city.county)).body).toEqual({ doubleAttendances: [] });
  });
});

describe("a list of double attendances", () => {
  it("has what was found last first, page by page", async () => {
    const late = { recordedAt: at("09:00", "2026-03-10") };
    await record({
      ...aPresence({ order: 3, institution: 1, aClass: 7, ...late }),
      institutionId: city.institutionId,
    });
    city.goTo(at("10:00", "2026-03-10"));
    const days: string[] = [];
    let cursor: string | undefined;
    do {
      const query = { limit: "1", ...(cursor === undefined ? {} : { cursor }) };
      const { body } = await list(city.county, city.institutionId, query);
      const page = body as unknown as {
        doubleAttendances: readonly { knownOn: string }[];
        nextCursor?: string;
      };
      days.push(...page.doubleAttendances.map(({ knownOn }) => knownOn));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(days).toEqual(["2026-03-10", "2026-03-09"]);
  });

  it("is for officers of the area and the trade, and of an institution that there is", async () => {
    for (const officer of [city.neighbour, city.sports])
      expect(await list(officer)).toMatchObject({
        status: 403,
        body: { code: "identity.outside-unit" },
      });
    const nobody = aPresence({ order: 1, institution: 99 }).institutionId;
    expect(await list(city.county, nobody)).toMatchObject({
      status: 404,
      body: { code: "resource.not-found" },
    });
    expect(await list(city.county, city.institutionId, { cursor: "elsewhere" })).toMatchObject({
      status: 400,
      body: { code: "input.cursor-invalid" },
    });
  });
});
