import { beforeEach, describe, expect, it } from "vitest";
import { InstitutionId } from "../../../domain/shared/ids.ts";
import { localDate } from "../../../domain/shared/time.ts";
import { seedMember, type Caller } from "../../support/door.ts";
import {
  aMarket,
  anOpenClass,
  doors,
  type Doors,
  type Market,
  newCourse,
  sessionTimes,
} from "../../support/enrolment.ts";
import { aBoundInstitution, anInstitution, seedInstitution } from "../../support/institution.ts";

const OTHER = InstitutionId.parse("ins_01KJNP0000000000000000000B");

let market: Market;
let door: Doors;

beforeEach(async () => {
  market = await aMarket();
  door = doors(market);
});

const worksFor = (institutionId: string, ...duties: ("owner" | "teacher" | "service")[]) =>
  seedMember(market.kit.table, `works-${institutionId}-${duties.join()}`, {
    role: "institution",
    institutionId,
    duties,
  });

describe("a course", () => {
  it("is drawn up under the rules of its day and shown to everybody once published", async () => {
    const created = await door.createCourse();
    expect(created.status).toBe(201);
    expect(created.body).toMatchObject({ status: "draft", rulePackVersion: "nation-2026.2" });
    const { courseId } = created.body;
    expect((await door.getCourse(courseId)).status).toBe(404);

    const published = await door.publishCourse(courseId);
    expect([published.status, published.body.status]).toEqual([200, "published"]);
    const { body } = await door.getCourse(courseId);
    expect(body).toEqual({
      courseId,
      ...newCourse(),
      institution: {
        institutionId: market.institutionId,
        name: "源汇区晨星美术培训有限公司",
        onSale: true,
      },
      classes: [],
    });
    const again = await door.publishCourse(courseId);
    expect([again.status, again.body.code]).toEqual([409, "catalogue.course-already-published"]);
    expect(market.kit.defects).toEqual([]);
  });

  const beyond: [object, string][] = [
    [{ lessonCount: 61 }, "catalogue.too-many-lessons"],
    [{ priceFen: 500_001 }, "catalogue.price-too-high"],
    [{ priceFen: 3 }, "catalogue.price-too-low"],
  ];
  it.each(beyond)("of %o is refused with %s", async (wrong, code) => {
    const refused = await door.createCourse(newCourse(wrong));
    expect([refused.status, refused.body.code]).toEqual([422, code]);
  });

  it("is not published by an institution that may not sell, and every reason is named", async () => {
    const poor = anInstitution({
      institutionId: OTHER,
      licenceValidTo: localDate("2026-03-01"),
      inspection: "failed",
    });
    await seedInstitution(market.kit, poor);
    const owner = await worksFor(poor.institutionId, "owner");
    const poorDoor = doors({ ...market, owner, institutionId: poor.institutionId });
    const { courseId } = (await poorDoor.createCourse()).body;
    const refused = await poorDoor.publishCourse(courseId);
    expect([refused.status, refused.body.code]).toEqual([422, "catalogue.not-sellable"]);
    expect(refused.body.facts.unmet).toBe("licence-expired,account-not-bound,inspection-failed");
  });

  it("is its own institution's alone, and its owners' and service's", async () => {
    const { courseId } = (await door.createCourse()).body;
    const stranger = await worksFor("ins_other", "owner");
    const teacher = await worksFor(market.institutionId, "teacher");
    const service = await worksFor(market.institutionId, "service");
    const answers = async (as: Caller) => [
      (await door.createCourse(newCourse(), as)).status,
      (await door.publishCourse(courseId, as)).status,
      (await door.openClass(courseId, { capacity: 5, sessions: sessionTimes(4) }, as)).status,
    ];
    expect(await answers(stranger)).toEqual([404, 404, 404]);
    expect(await answers(teacher)).toEqual([403, 403, 403]);
    expect(await answers(market.guardian)).toEqual([403, 403, 403]);
    expect(await answers(service)).toEqual([201, 200, 201]);
  });

  it("names each place that does not fit", async () => {
    const refused = await door.createCourse({ ...newCourse(), title: "好\u202e课", discount: 1 });
    const paths = refused.body.fields.map((field: { path: string }) => field.path);
    expect([refused.status, paths.sort()]).toEqual([400, ["body.discount", "body.title"]]);
  });
});

describe("a class", () => {
  it("opens with all its sessions, numbered in the order of time", async () => {
    const { courseId, classId } = await anOpenClass(door, { capacity: 12 });
    const { classes } = (await door.getCourse(courseId)).body;
    expect(classes).toHaveLength(1);
    expect(classes[0]).toMatchObject({ classId, capacity: 12, freeSeats: 12 });
    expect(classes[0].sessions[3]).toEqual({
      number: 4,
      lessonNumber: 4,
      startsAt: "2026-03-06T17:00:00.000+08:00",
      endsAt: "2026-03-06T17:45:00.000+08:00",
      status: "planned",
    });
  });

  it("opens of a published course alone", async () => {
    const { courseId } = (await door.createCourse()).body;
    const refused = await door.openClass(courseId, { capacity: 5, sessions: sessionTimes(4) });
    expect([refused.status, refused.body.code]).toEqual([409, "catalogue.course-not-published"]);
  });

  const at = (startsAt: string, endsAt: string) => ({
    startsAt: `${startsAt}:00+08:00`,
    endsAt: `${endsAt}:00+08:00`,
  });
  it.each([
    ["catalogue.session-empty", 0, at("2026-03-03T17:00", "2026-03-03T17:00")],
    ["catalogue.session-in-past", 0, at("2026-03-02T08:00", "2026-03-02T08:45")],
    ["catalogue.session-over-midnight", 0, at("2026-03-02T23:30", "2026-03-03T00:15")],
    ["catalogue.session-overlap", 1, at("2026-03-03T17:30", "2026-03-03T18:15")],
    ["catalogue.session-ends-late", 0, at("2026-03-02T19:50", "2026-03-02T20:31")],
    ["catalogue.too-long-a-period", 3, at("2026-06-04T17:00", "2026-06-04T17:45")],
  ] as const)("is refused with %s, whichever session it is", async (code, place, times) => {
    const sessions = sessionTimes(4).with(place, times);
    const { courseId } = (await door.createCourse()).body;
    await door.publishCourse(courseId);
    const refused = await door.openClass(courseId, { capacity: 5, sessions });
    expect([refused.status, refused.body.code]).toEqual([422, code]);
  });

  it("has a session for each lesson", async () => {
    const { courseId } = (await door.createCourse()).body;
    await door.publishCourse(courseId);
    const refused = await door.openClass(courseId, { capacity: 5, sessions: sessionTimes(3) });
    expect([refused.status, refused.body.code]).toEqual([422, "catalogue.session-count"]);
  });

  it("keeps the online limits where the training is online", async () => {
    const online = aBoundInstitution({ institutionId: OTHER, mode: "online" });
    await seedInstitution(market.kit, online);
    const owner = await worksFor(online.institutionId, "owner");
    const onlineDoor = doors({ ...market, owner, institutionId: online.institutionId });
    const course = newCourse({ mode: "online", lessonCount: 2 });
    const { courseId } = (await onlineDoor.createCourse(course)).body;
    await onlineDoor.publishCourse(courseId);
    const open = (sessions: object[]) => onlineDoor.openClass(courseId, { capacity: 5, sessions });
    const half = at("2026-03-03T20:00", "2026-03-03T20:30");
    const tooLong = at("2026-03-04T19:00", "2026-03-04T19:31");
    const tooSoon = at("2026-03-03T20:39", "2026-03-03T21:00");
    const right = at("2026-03-03T20:40", "2026-03-03T21:00");
    expect((await open([half, tooLong])).body.code).toBe("catalogue.session-too-long");
    expect((await open([half, tooSoon])).body.code).toBe("catalogue.gap-too-short");
    expect((await open([half, right])).status).toBe(201);
  });

  it("is listed with its course page by page, the newest first", async () => {
    const { courseId, classId: oldest } = await anOpenClass(door);
    const ids = [oldest];
    for (let n = 0; n < 2; n += 1) {
      market.kit.advance(1000);
      const opened = await door.openClass(courseId, { capacity: 5, sessions: sessionTimes(4) });
      ids.unshift(opened.body.classId);
    }
    const page = (await door.getCourse(courseId, { limit: "2" })).body;
    const rest = (await door.getCourse(courseId, { limit: "2", cursor: page.nextCursor })).body;
    const seen = [...page.classes, ...rest.classes].map(
      (aClass: { classId: string }) => aClass.classId,
    );
    expect(seen).toEqual(ids);
    expect(rest.nextCursor).toBeUndefined();
    expect((await door.getCourse(courseId, { limit: "21" })).status).toBe(400);
    const other = (await door.createCourse()).body.courseId;
    await door.publishCourse(other);
    const lent = await door.getCourse(other, { limit: "2", cursor: page.nextCursor });
    expect([lent.status, lent.body.code]).toEqual([400, "input.cursor-invalid"]);
  });
});
