import { describe, expect, it } from "vitest";
import { HOUR_MS, DAY_MS } from "../../../domain/shared/time.ts";
import { once, seedMember } from "../../support/door.ts";
import { seedCalendar } from "../../support/deadlines.ts";
import { changeInstitution, newCourse } from "../../support/enrolment.ts";
import { present } from "../../support/lessons.ts";
import { codeOf, LESSON_FEN, realClass } from "../../support/real-class.ts";

describe("a session that is cancelled", () => {
  it("consumes nobody's lesson, and each family is told once", async () => {
    const world = await realClass();
    const answer = await world.cancel(2);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        classId: world.classId,
        sessionNumber: 2,
        lessonNumber: 2,
        startsAt: "2026-03-04T17:00:00.000+08:00",
        endsAt: "2026-03-04T17:45:00.000+08:00",
        status: "cancelled",
      },
    ]);
    await world.deliver();
    for (const { guardian } of [world.first, world.second])
      expect(world.inboxOf(guardian.memberId)).toEqual(["lesson-cancelled 2"]);
    const [, second] = await world.lessonsOf(world.first);
    expect(second).toMatchObject({ session: "cancelled", status: "scheduled" });

    world.kit.advance(3 * DAY_MS);
    const { enrolmentId } = world.first;
    const late = await world.lessons.attend(world.teacher, present(enrolmentId), { session: "2" });
    expect(codeOf(late)).toEqual([409, "catalogue.session-cancelled"]);
    expect(world.kit.defects).toEqual([]);
  });

  it("is not cancelled twice, nor once anybody was recorded in it", async () => {
    const world = await realClass();
    await world.cancel(2);
    expect(codeOf(await world.cancel(2))).toEqual([409, "catalogue.session-cancelled"]);
    world.kit.advance(2 * DAY_MS);
    const { enrolmentId } = world.first;
    await world.lessons.attend(world.teacher, present(enrolmentId));
    expect(codeOf(await world.cancel(1))).toEqual([409, "catalogue.session-held"]);
  });

  it("can be cancelled after its time, as long as its register is empty", async () => {
    const world = await realClass();
    world.kit.advance(2 * DAY_MS);
    const refused = await world.lessons.attend(
      world.teacher,
      present("enr_01KJNP0000000000000000000Z"),
    );
    expect(refused.body.results[0].problem.code).toBe("resource.not-found");
    expect((await world.cancel(1)).body.status).toBe("cancelled");
  });

  it("loses against a record that is made at the same moment, or wins against it", async () => {
    const world = await realClass();
    world.kit.advance(2 * DAY_MS);
    const { enrolmentId } = world.first;
    const [cancelled, recorded] = await Promise.all([
      world.cancel(1),
      world.lessons.attend(world.teacher, present(enrolmentId)),
    ]);
    const isRecorded = recorded.status === 200;
    expect(isRecorded).toBe(cancelled.status === 409);
    const [lesson] = await world.lessonsOf(world.first);
    expect([lesson.session, lesson.status]).toEqual(
      isRecorded ? ["planned", "taught"] : ["cancelled", "scheduled"],
    );
  });

  it("is the institution's own matter, for whoever plans or teaches there", async () => {
    const world = await realClass();
    expect(codeOf(await world.cancel(1, world.stranger))).toEqual([404, "resource.not-found"]);
    expect(codeOf(await world.cancel(9))).toEqual([404, "resource.not-found"]);
    expect((await world.cancel(1, world.first.guardian)).status).toBe(403);
    const finance = await seedMember(world.kit.table, "finance", {
      role: "institution",
      institutionId: world.market.institutionId,
      duties: ["finance"],
    });
    expect((await world.cancel(1, finance)).status).toBe(403);
    expect((await world.cancel(1, world.owner)).status).toBe(200);
  });
});

describe("a session that is moved", () => {
  it("is shown at its new time with its old one, and each family is told once", async () => {
    const world = await realClass();
    const moved = await world.move(2, world.times("2026-03-04", "15:00", "15:45"));
    expect([moved.status, moved.body.status]).toEqual([200, "moved"]);
    await world.deliver();
    expect(world.inboxOf(world.second.guardian.memberId)).toEqual(["lesson-rescheduled 2"]);
    expect((await world.lessonsOf(world.second))[1]).toMatchObject({
      session: "moved",
      startsAt: "2026-03-04T15:00:00.000+08:00",
      movedFrom: "2026-03-04T17:00:00.000+08:00",
    });
    const { classes } = (await world.door.getCourse(world.courseId)).body;
    expect(classes[0].sessions[1]).toMatchObject({ number: 2, status: "moved" });
  });

  it.each([
    ["late in the evening", ["2026-03-04", "20:00", "20:31"], "catalogue.session-ends-late"],
    ["onto another session", ["2026-03-05", "17:30", "18:15"], "catalogue.session-overlap"],
    ["beyond three months", ["2026-06-04", "17:00", "17:45"], "catalogue.too-long-a-period"],
    ["into the past", ["2026-03-01", "17:00", "17:45"], "catalogue.session-in-past"],
    ["backwards", ["2026-03-04", "17:45", "17:00"], "catalogue.session-empty"],
  ] as const)("is not moved %s", async (_where, [day, from, to], code) => {
    const world = await realClass();
    expect(codeOf(await world.move(2, world.times(day, from, to)))).toEqual([422, code]);
    expect((await world.lessonsOf(world.first))[1]).toMatchObject({ session: "planned" });
  });

  it("is not moved to where it is, nor once it has begun or was cancelled", async () => {
    const world = await realClass();
    expect(codeOf(await world.move(2, world.times("2026-03-04")))).toEqual([
      409,
      "catalogue.session-not-moved",
    ]);
    await world.cancel(3);
    const free = world.times("2026-03-10");
    expect(codeOf(await world.move(3, free))).toEqual([409, "catalogue.session-cancelled"]);
    world.kit.advance(DAY_MS + 8 * HOUR_MS);
    expect(codeOf(await world.move(1, free))).toEqual([409, "catalogue.session-begun"]);
    expect(codeOf(await world.move(2, free, world.stranger))).toEqual([404, "resource.not-found"]);
  });

  it("lies on no rest day where the course teaches a school subject", async () => {
    const world = await realClass();
    await seedCalendar(world.kit);
    await changeInstitution(world.market, { category: "subject" });
    const subject = newCourse({ subjectKey: "mathematics", category: "subject" });
    const { courseId } = (await world.door.createCourse(subject)).body;
    await world.door.publishCourse(courseId);
    const week = ["2026-03-09", "2026-03-10", "2026-03-11", "2026-03-12"];
    const open = (days: readonly string[]) =>
      world.door.openClass(courseId, {
        capacity: 3,
        sessions: days.map((day) => world.times(day)),
      });
    const saturday = await open([...week.slice(0, 3), "2026-03-14"]);
    expect(codeOf(saturday)).toEqual([422, "catalogue.session-on-rest-day"]);
    const { classId } = (await open(week)).body;
    const moveTo = (day: string) => world.move(4, world.times(day), world.teacher, classId);
    expect(codeOf(await moveTo("2026-03-15"))).toEqual([422, "catalogue.session-on-rest-day"]);
    // A Monday within a holiday is a rest day; a Saturday that is worked instead is none.
    expect(codeOf(await moveTo("2026-05-04"))).toEqual([422, "catalogue.session-on-rest-day"]);
    expect((await moveTo("2026-05-09")).status).toBe(200);
  });
});

describe("a session that makes another one up", () => {
  it("teaches the lesson of the cancelled one at that lesson's own amount", async () => {
    const world = await realClass();
    await world.cancel(4);
    const planned = await world.makeUp(4, world.times("2026-03-10"));
    expect([planned.status, planned.body]).toMatchObject([
      201,
      { sessionNumber: 5, lessonNumber: 4, status: "make-up" },
    ]);
    await world.deliver();
    const told = ["lesson-cancelled 4", "make-up-planned 4"];
    expect(world.inboxOf(world.first.guardian.memberId).toSorted()).toEqual(told);

    world.kit.advance(9 * DAY_MS);
    const { enrolmentId, guardian } = world.first;
    const at = { session: "5" };
    await world.lessons.attend(world.teacher, present(enrolmentId), at);
    await world.lessons.request(world.teacher, undefined, at);
    const confirmed = await world.lessons.confirm(guardian, enrolmentId, { lesson: "4" });
    expect(confirmed.body).toMatchObject({ lessonNumber: 4, amountFen: LESSON_FEN + 1 });
    const lessons = await world.lessonsOf(world.first);
    expect(lessons).toHaveLength(4);
    expect(lessons[3]).toMatchObject({ sessionNumber: 5, session: "make-up", status: "confirmed" });
    expect(world.kit.defects).toEqual([]);
  });

  it("is planned once, for something that was missed, at a lawful time", async () => {
    const world = await realClass();
    const free = world.times("2026-03-10");
    expect(codeOf(await world.makeUp(2, free))).toEqual([409, "catalogue.nothing-to-make-up"]);
    await world.cancel(2);
    const night = world.times("2026-03-10", "20:00", "20:45");
    expect(codeOf(await world.makeUp(2, night))).toEqual([422, "catalogue.session-ends-late"]);
    expect((await world.makeUp(2, free)).status).toBe(201);
    const later = world.times("2026-03-11");
    expect(codeOf(await world.makeUp(2, later))).toEqual([409, "catalogue.already-made-up"]);
    expect(codeOf(await world.makeUp(2, later, world.stranger))).toEqual([
      404,
      "resource.not-found",
    ]);
    // The make-up session is cancelled in turn, and made up by another one: still the second lesson.
    await world.cancel(5);
    expect((await world.makeUp(5, later)).body).toMatchObject({
      sessionNumber: 6,
      lessonNumber: 2,
    });
    expect((await world.lessonsOf(world.first))[1]).toMatchObject({ sessionNumber: 6 });
  });
});

describe("a change that is asked for twice with one key", () => {
  it("is made and answered once", async () => {
    const world = await realClass();
    const headers = once();
    const answers = [await world.cancel(2, world.teacher, headers)];
    answers.push(await world.cancel(2, world.teacher, headers));
    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers[1]?.headers["idempotency-replayed"]).toBe("true");
  });
});
