import { beforeEach, describe, expect, it } from "vitest";
import type { MemoryTable } from "../../../adapters/table/memory-table.ts";
import type { Write } from "../../../adapters/table/table.ts";
import { projectPresences } from "../../../functions/stream/project-presences.ts";
import { entriesIn } from "../../support/events.ts";
import { lessonCalls } from "../../support/lessons.ts";
import {
  aPresence,
  at,
  elsewhere,
  findingsIn,
  here,
  presenceEntry,
  PUPIL,
  untaughtEntry,
} from "../../support/presences.ts";
import { taughtClass } from "../../support/taught-class.ts";
import { type ToldPresences, toldPresences } from "../../support/told-presences.ts";

const corrected = {
  ...elsewhere,
  isPresent: false,
  sequence: 6,
  recordedAt: at("12:00", "2026-03-10"),
};

let table: MemoryTable;
let { tell, tellEach, found, countedAt }: ToldPresences = toldPresences();
beforeEach(() => {
  ({ table, tell, tellEach, found, countedAt } = toldPresences());
});

describe("a pupil whom two institutions recorded at one time", () => {
  it("is found at both, in one commit, by the second record", async () => {
    await tellEach(presenceEntry(PUPIL, here), presenceEntry(PUPIL, elsewhere));
    expect(found()).toEqual([
      [1, 1, "found"],
      [2, 1, "found"],
    ]);
    expect(findingsIn(table).map(({ causationId }) => causationId)).toEqual([
      `${elsewhere.enrolmentId}.5`,
      `${elsewhere.enrolmentId}.5`,
    ]);
    expect(findingsIn(table)[0]).toMatchObject({
      unitId: "unt_411102",
      institutionId: here.institutionId,
      data: {
        enrolmentId: here.enrolmentId,
        other: { institutionId: elsewhere.institutionId, enrolmentId: elsewhere.enrolmentId },
        knownOn: "2026-03-09",
      },
    });
  });

  it("moves both findings and the pupil's day at once, and a single record costs one write", async () => {
    const writes: number[] = [];
    const counting = {
      ...table,
      commit: (some: readonly Write[]) => {
        writes.push(some.length);
        return table.commit(some);
      },
    };
    for (const presence of [here, elsewhere])
      expect(await projectPresences(counting)([presenceEntry(PUPIL, presence)])).toEqual([]);
    expect(writes).toEqual([1, 5]);
  });

  it("counts at each on the day on which both records were there", async () => {
    await tellEach(presenceEntry(PUPIL, here), presenceEntry(PUPIL, elsewhere));
    expect(await countedAt(1)).toEqual({ "2026-03-09": 1 });
    expect(await countedAt(2)).toEqual({ "2026-03-09": 1 });
  });

  it("is found once when records repeat, come in another order, or all in one batch", async () => {
    const [one, other] = [presenceEntry(PUPIL, here), presenceEntry(PUPIL, elsewhere)];
    await tell([other, one, other]);
    await tellEach(one, other, one);
    expect(found()).toEqual([
      [1, 1, "found"],
      [2, 1, "found"],
    ]);
    expect(await countedAt(1)).toEqual({ "2026-03-09": 1 });
  });

  it("is another pupil's matter alone", async () => {
    await tellEach(presenceEntry(PUPIL, here), presenceEntry(2, elsewhere));
    expect(found()).toEqual([]);
  });

  it("is not looked for among lessons of other days", async () => {
    const nextDay = aPresence({ order: 2, institution: 2, day: "2026-03-08" });
    await tellEach(presenceEntry(PUPIL, here), presenceEntry(PUPIL, nextDay));
    expect(found()).toEqual([]);
  });
});

describe("attendance as a teacher records it", () => {
  it("says who was where and when, an absence too", async () => {
    const world = await taughtClass(2);
    const calls = lessonCalls(world.kit, world.classId);
    const [there = "", away = ""] = world.families.map(({ enrolmentId }) => enrolmentId);
    await calls.attend(world.teacher, [
      { enrolmentId: there, attendance: "present" },
      { enrolmentId: away, attendance: "absent" },
    ]);
    expect(await projectPresences(world.kit.table)(entriesIn(world.kit.table))).toEqual([]);
    const days = world.kit.table.all().filter(({ type }) => type === "pupil-day");
    expect(days.map(({ presences }) => presences)).toEqual(
      [there, away].map((enrolmentId) => [
        expect.objectContaining({
          ...{ enrolmentId, classId: world.classId, isPresent: enrolmentId === there },
          ...{ startsAt: at("17:00", "2026-03-03"), endsAt: at("17:45", "2026-03-03") },
        }),
      ]),
    );
  });
});

describe("a record that is taken back", () => {
  beforeEach(() => tellEach(presenceEntry(PUPIL, here), presenceEntry(PUPIL, elsewhere)));

  it("clears both institutions, and is found again with a new record", async () => {
    await tell([presenceEntry(PUPIL, corrected)]);
    expect(found().slice(2)).toEqual([
      [1, 2, "withdrawn"],
      [2, 2, "withdrawn"],
    ]);
    expect(await countedAt(1)).toEqual({});
    expect(await countedAt(2)).toEqual({});
    const again = { ...elsewhere, sequence: 7, recordedAt: at("08:00", "2026-03-12") };
    await tell([presenceEntry(PUPIL, again)]);
    expect(await countedAt(1)).toEqual({ "2026-03-12": 1 });
    expect(await countedAt(2)).toEqual({ "2026-03-12": 1 });
  });

  it("stays taken back when the record itself comes again", async () => {
    await tellEach(presenceEntry(PUPIL, corrected), presenceEntry(PUPIL, elsewhere));
    expect(await countedAt(1)).toEqual({});
  });

  it("clears both where an authority finds that the lesson was not taught", async () => {
    await tell([untaughtEntry({ ...elsewhere, sequence: 9 })]);
    expect(await countedAt(1)).toEqual({});
    expect(await countedAt(2)).toEqual({});
  });

  it("leaves a lesson in doubt for which a third one speaks against it, from the day of that", async () => {
    const third = aPresence({
      ...{ order: 3, institution: 3, recordedAt: at("10:00", "2026-03-11") },
    });
    await tellEach(presenceEntry(PUPIL, third), presenceEntry(PUPIL, corrected));
    expect(await countedAt(1)).toEqual({ "2026-03-11": 1 });
    expect(await countedAt(2)).toEqual({});
    expect(await countedAt(3)).toEqual({ "2026-03-11": 1 });
  });
});
