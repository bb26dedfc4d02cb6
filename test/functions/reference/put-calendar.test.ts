import { beforeEach, describe, expect, it } from "vitest";
import { calendarReader } from "../../../adapters/calendar-reader.ts";
import { addWorkingDays } from "../../../domain/reference/calendar.ts";
import { calendarYear2026 } from "../../../domain/reference/calendar-data.ts";
import type { DivisionData } from "../../../domain/reference/division.ts";
import { localDate } from "../../../domain/shared/time.ts";
import * as contracts from "../../../functions/reference/contracts.ts";
import { seedReference } from "../../../functions/reference/seed-reference.ts";
import { operatorLambda } from "../../../functions/kit/task.ts";
import { type Caller, seedMember, testKit, type TestKit } from "../../support/door.ts";
import { aYear, referenceDoors, referenceOfficer } from "../../support/reference.ts";

const NATION = "unt_100000";

let kit: TestKit;
let ref: ReturnType<typeof referenceDoors>;
let author: Caller;
let other: Caller;

beforeEach(async () => {
  kit = testKit();
  ref = referenceDoors(kit);
  const divisions = (): DivisionData => ({
    source: "test",
    dataDate: localDate("2023-06-30"),
    rows: [["410000", "河南省", "100000", "province"]],
  });
  await operatorLambda(
    contracts.seedReference,
    (deps) => seedReference(deps, { divisions }),
    kit,
  )({});
  author = await seedMember(kit.table, "author", referenceOfficer(NATION));
  other = await seedMember(kit.table, "other", referenceOfficer(NATION));
});

const corrections = () => kit.table.all().filter((i) => i["eventName"] === "calendar-corrected");

async function put(year: number, body: object): Promise<void> {
  const proposed = await ref.putCalendar(author, year, body);
  expect([proposed.status, proposed.body.status]).toEqual([202, "ready"]);
  const decided = await ref.decide(other, proposed.body.proposalId);
  expect([decided.status, decided.body.status]).toEqual([200, "approved"]);
}

describe("putCalendar", () => {
  it("covers a new year, every day of it, once another national officer approves", async () => {
    const proposed = await ref.putCalendar(author, 2027, aYear);
    expect((await ref.day("2027-01-01")).body.covered).toBe(false);
    const own = await ref.decide(author, proposed.body.proposalId);
    expect(own.body.code).toBe("proposal.author-decides");
    const decided = await ref.decide(other, proposed.body.proposalId);
    expect(decided.body).toMatchObject({ kind: "calendar", duty: "reference", year: 2027 });

    const kinds = ["2027-01-01", "2027-01-02", "2027-01-03", "2027-01-04", "2027-12-31"];
    const days = await Promise.all(kinds.map(async (date) => (await ref.day(date)).body.kind));
    expect(days).toEqual(["holiday", "weekend", "makeup-workday", "workday", "workday"]);
    expect(corrections().map((entry) => entry["data"])).toEqual([
      { year: 2026, holidayCount: 33, makeupWorkdayCount: 6 },
      { year: 2027, holidayCount: 1, makeupWorkdayCount: 1 },
    ]);
    expect(kit.defects).toEqual([]);
  });

  it("corrects a covered year in one write: all of its days or none", async () => {
    const before = kit.table.stream().length;
    const { notice, namedDays } = calendarYear2026();
    await put(2026, { notice, namedDays: namedDays.filter(({ date }) => date !== "2026-10-07") });
    expect((await ref.day("2026-10-07")).body).toMatchObject({
      kind: "workday",
      isWorkingDay: true,
      name: { zh: "星期三", en: "Wednesday" },
    });
    expect((await ref.day("2026-10-06")).body.kind).toBe("holiday");
    const written = kit.table.stream().slice(before);
    const years = written.filter(({ after }) => after?.type === "calendar-year");
    expect(years).toHaveLength(1);
  });

  it("makes a provisional deadline certain, and moves those that run over a corrected day", async () => {
    const read = calendarReader(kit.table, kit.now);
    const end = async (from: string, days: number) => {
      const calendar = await read(kit.now());
      const resolved = addWorkingDays(calendar, localDate(from), days);
      return resolved.ok ? resolved.value : undefined;
    };
    expect(await end("2026-12-28", 5)).toEqual({ date: "2027-01-04", provisional: true });
    await put(2027, aYear);
    kit.advance(60_000);
    expect(await end("2026-12-28", 5)).toEqual({ date: "2027-01-04", provisional: false });
    expect(await end("2026-12-28", 3)).toEqual({ date: "2026-12-31", provisional: false });
    expect(await end("2026-12-28", 4)).toEqual({ date: "2027-01-03", provisional: false });
  });

  it.each([
    ["calendar.day-of-another-year", { date: "2026-01-01", kind: "holiday" }],
    ["calendar.day-named-twice", { date: "2027-01-01", kind: "holiday" }],
    ["calendar.workday-made-up", { date: "2027-01-04", kind: "makeup-workday" }],
  ])("refuses what cannot be a year: %s", async (code, day) => {
    const namedDays = [...aYear.namedDays, { ...day, name: { zh: "某日", en: "Some day" } }];
    const refused = await ref.putCalendar(author, 2027, { ...aYear, namedDays });
    expect([refused.status, refused.body.code]).toEqual([422, code]);
  });

  it("takes this year and the two to come, with at least one named day", async () => {
    for (const year of [2025, 2029]) {
      const refused = await ref.putCalendar(author, year, aYear);
      expect(refused.body.facts).toEqual({ year, earliest: 2026, latest: 2028 });
    }
    const empty = await ref.putCalendar(author, 2027, { ...aYear, namedDays: [] });
    expect(empty.status).toBe(400);
    expect((await ref.putCalendar(author, "soon", aYear)).status).toBe(400);
  });

  it("is the nation's matter alone", async () => {
    const province = await seedMember(kit.table, "province", referenceOfficer("unt_410000"));
    const denied = await ref.putCalendar(province, 2027, aYear);
    expect([denied.status, denied.body.code]).toEqual([403, "identity.outside-unit"]);
    const { body } = await ref.putCalendar(author, 2027, aYear);
    expect((await ref.decide(province, body.proposalId)).status).toBe(403);
    expect((await ref.list(province)).body.proposals).toEqual([]);
    expect((await ref.list(other)).body.proposals).toMatchObject([
      { kind: "calendar", year: 2027 },
    ]);
    expect(kit.defects).toEqual([]);
  });
});
