import { beforeEach, describe, expect, it } from "vitest";
import { foldPositions } from "../../../adapters/position-projection.ts";
import { findPupilDay } from "../../../adapters/repositories/presence-items.ts";
import type { MemoryTable } from "../../../adapters/table/memory-table.ts";
import { DAY_MS, localDate } from "../../../domain/shared/time.ts";
import { projectPresences } from "../../../functions/stream/project-presences.ts";
import { rebuildFacts } from "../../../functions/stream/rebuild-facts.ts";
import { studentId } from "../../support/money-builders.ts";
import {
  at,
  elsewhere,
  here,
  presenceEntry,
  PUPIL,
  untaughtEntry,
  writeEntries,
} from "../../support/presences.ts";
import { type ToldPresences, toldPresences } from "../../support/told-presences.ts";

let table: MemoryTable;
let { tell, tellEach, found, countedAt }: ToldPresences = toldPresences();
beforeEach(() => {
  ({ table, tell, tellEach, found, countedAt } = toldPresences());
});

describe("what is kept of a pupil's day", () => {
  it("says nothing of who the pupil is, and goes when nothing is compared any more", async () => {
    await tell([presenceEntry(PUPIL, here)]);
    const [item] = table.all().filter(({ type }) => type === "pupil-day");
    expect(item?.pk).toBe("PDAY#stu_00000000000000000000000001#2026-03-07");
    const days = (Number(item?.["expiresAtEpochSeconds"]) * 1000 - at("00:00")) / DAY_MS;
    expect(days).toBe(210);
  });

  it("takes nothing in that is recorded half a year later", async () => {
    const late = { ...elsewhere, recordedAt: at("17:00") + 180 * DAY_MS };
    await tellEach(presenceEntry(PUPIL, here), presenceEntry(PUPIL, late));
    expect(found()).toEqual([]);
  });
});

describe("entries that say nothing of a pupil's day", () => {
  it("are those that were written before the place was noted", async () => {
    const { place: _unknown, ...data } = presenceEntry(PUPIL, elsewhere).data;
    const former = { ...presenceEntry(PUPIL, elsewhere), data };
    await tellEach(
      presenceEntry(PUPIL, here),
      former,
      untaughtEntry({ ...elsewhere, sequence: 9 }),
    );
    expect(found()).toEqual([]);
  });
});

describe("records that never reached the comparison", () => {
  const rebuild = (now: number) =>
    rebuildFacts({ table })({ institutionId: here.institutionId }, { now } as Parameters<
      ReturnType<typeof rebuildFacts>
    >[1]);

  beforeEach(async () => {
    const lost = presenceEntry(PUPIL, here);
    await writeEntries(table, [lost]);
    await foldPositions(table, here.institutionId, [lost]);
    await tell([presenceEntry(PUPIL, elsewhere)]);
  });

  it("are told when the facts of their institution are rebuilt", async () => {
    await rebuild(at("12:00", "2026-03-20"));
    expect(await countedAt(1)).toEqual({ "2026-03-09": 1 });
    expect(await countedAt(2)).toEqual({ "2026-03-09": 1 });
  });

  it("are passed over once their day is kept no more", async () => {
    await rebuild(at("12:00") + 181 * DAY_MS);
    expect(found()).toEqual([]);
  });
});

describe("an entry that cannot be read", () => {
  it("holds up its own journal alone, with the cause", async () => {
    const spoilt = { ...presenceEntry(2, elsewhere), data: { place: "somewhere" } };
    const entries = [spoilt, presenceEntry(PUPIL, here)];
    const heldUp = await projectPresences(table)(entries);
    expect(heldUp.map(({ aggregateId }) => aggregateId)).toEqual([elsewhere.enrolmentId]);
    expect(heldUp[0]?.cause).toBeInstanceOf(Error);
    const day = { studentId: studentId(PUPIL), day: localDate("2026-03-07") };
    const { presences } = await findPupilDay(table, day);
    expect(presences).toHaveLength(1);
  });
});
