import { describe, expect, it } from "vitest";
import { aggregates } from "../../../adapters/aggregates.ts";
import { enrolmentKind } from "../../../adapters/repositories/enrolment-kinds.ts";
import { DAY_MS, HOUR_MS } from "../../../domain/shared/time.ts";
import { entriesIn } from "../../support/events.ts";
import { present } from "../../support/lessons.ts";
import {
  codeOf,
  LESSON_FEN,
  realClass,
  type Family,
  type RealClass,
} from "../../support/real-class.ts";

const absent = (...of: readonly Family[]) =>
  of.map(({ enrolmentId }) => ({ enrolmentId, attendance: "absent" }));

const headOf = async ({ kit }: RealClass, { enrolmentId }: Family) =>
  (await aggregates(kit.table, enrolmentKind).find(enrolmentId))?.state;

const eventNames = ({ kit }: RealClass) => entriesIn(kit.table).map((entry) => entry.eventName);

describe("leave from a session", () => {
  it("is noted on the lesson and told to the institution, and moves no money", async () => {
    const world = await realClass();
    const before = await headOf(world, world.first);
    const answer = await world.leave(world.first, 2);
    expect([answer.status, answer.body]).toEqual([
      200,
      {
        enrolmentId: world.first.enrolmentId,
        lessonNumber: 2,
        sessionNumber: 2,
        startsAt: "2026-03-04T17:00:00.000+08:00",
        countsAsTaken: false,
      },
    ]);
    expect(world.inboxOf(world.market.institutionId)).toContain("leave-requested 2");
    expect(await headOf(world, world.first)).toEqual(before);
    const [, second] = await world.lessonsOf(world.first);
    expect(second).toMatchObject({
      status: "scheduled",
      session: "planned",
      leaveRequestedAt: "2026-03-02T09:00:00.000+08:00",
    });
    expect(await world.lessonsOf(world.second)).not.toContainEqual(
      expect.objectContaining({ leaveRequestedAt: expect.anything() }),
    );
  });

  it("is asked for once, in time, by the pupil's own guardian, from a session that stands", async () => {
    const world = await realClass();
    const { first, second } = world;
    expect(codeOf(await world.leave(first, 2, second.guardian))).toEqual([
      404,
      "resource.not-found",
    ]);
    expect((await world.leave(first, 2, world.owner)).status).toBe(403);
    expect(codeOf(await world.leave(first, 5))).toEqual([404, "resource.not-found"]);
    await world.leave(first, 2);
    expect(codeOf(await world.leave(first, 2))).toEqual([409, "lesson.leave-already-requested"]);
    await world.cancel(3);
    expect(codeOf(await world.leave(first, 3))).toEqual([409, "catalogue.session-cancelled"]);
    // From 17:00 on, the session of tomorrow at 17:00 is less than a day ahead.
    world.kit.advance(8 * HOUR_MS);
    expect((await world.leave(first, 1)).status).toBe(200);
    world.kit.advance(1);
    expect(codeOf(await world.leave(second, 1))).toEqual([422, "lesson.leave-too-late"]);
    world.kit.advance(DAY_MS);
    expect(codeOf(await world.leave(second, 1))).toEqual([422, "lesson.leave-too-late"]);
    expect(world.kit.defects).toEqual([]);
  });

  it("can be asked for until it begins where the session was moved too late to ask in time", async () => {
    const world = await realClass();
    world.kit.advance(DAY_MS);
    await world.move(2, world.times("2026-03-03", "14:00", "14:45"));
    world.kit.advance(4 * HOUR_MS);
    expect((await world.leave(world.first, 2)).status).toBe(200);
    world.kit.advance(HOUR_MS);
    expect(codeOf(await world.leave(world.second, 2))).toEqual([422, "lesson.leave-too-late"]);
  });

  it("is made up: the pupil takes the same lesson in another session, and only once", async () => {
    const world = await realClass();
    const { first, second, teacher } = world;
    await world.leave(first, 1);
    await world.makeUp(1, world.times("2026-03-10"));
    await world.deliver();
    expect(world.inboxOf(first.guardian.memberId)).toEqual(["make-up-planned 1"]);
    expect(world.inboxOf(second.guardian.memberId)).toEqual([]);
    expect((await world.lessonsOf(first))[0]).toMatchObject({
      sessionNumber: 5,
      session: "make-up",
    });
    expect((await world.lessonsOf(second))[0]).toMatchObject({ sessionNumber: 1 });

    world.kit.advance(9 * DAY_MS);
    await world.lessons.attend(teacher, absent(first));
    await world.lessons.attend(teacher, present(second.enrolmentId));
    const at = { session: "5" };
    const both = await world.lessons.attend(
      teacher,
      present(first.enrolmentId, second.enrolmentId),
      at,
    );
    expect(both.body.results).toMatchObject([
      { outcome: "done" },
      { problem: { code: "lesson.attendance-fixed" } },
    ]);
    const again = await world.lessons.attend(teacher, absent(first, second));
    expect(again.body.results[0].problem.code).toBe("lesson.settled-elsewhere");
    await world.lessons.request(teacher, undefined, at);
    expect(await headOf(world, first)).toMatchObject({
      balances: { unconsumed: 3 * LESSON_FEN + 1, pending: LESSON_FEN },
    });
  });
});

describe("an absence", () => {
  it.each([
    ["nothing of absence", {}, "absent", "absent"],
    ["that one without leave counts", { countedAbsence: "without-leave" }, "absent", "missed"],
    ["that every one counts", { countedAbsence: "always" }, "missed", "missed"],
  ])("counts as the contract says: %s", async (_says, course, onLeave, withoutLeave) => {
    const world = await realClass({ course });
    const { first, second, teacher } = world;
    await world.leave(first, 2);
    world.kit.advance(3 * DAY_MS);
    await world.lessons.attend(teacher, absent(first, second), { session: "2" });
    expect([
      (await world.lessonsOf(first))[1].status,
      (await world.lessonsOf(second))[1].status,
    ]).toEqual([onLeave, withoutLeave]);

    await world.deliver();
    const notice = (status: string) =>
      status === "missed" ? "absence-counted 2" : "absence-not-counted 2";
    expect(world.inboxOf(first.guardian.memberId)).toEqual([notice(onLeave)]);
    expect(world.inboxOf(second.guardian.memberId)).toEqual([notice(withoutLeave)]);

    const ids = [first.enrolmentId, second.enrolmentId];
    const asked = await world.lessons.request(teacher, ids, { session: "2" });
    expect(asked.body.results.map(({ outcome = "refused" }) => outcome)).toEqual(
      [onLeave, withoutLeave].map((status) => (status === "missed" ? "done" : "refused")),
    );
    const { contract } = (await world.door.getEnrolment(first.enrolmentId)).body;
    expect(contract.terms.absence).toEqual({
      counted: "never",
      leaveNoticeHours: 24,
      ...termsOf(course),
    });
    expect(eventNames(world).filter((name) => name === "absence-recorded")).toHaveLength(2);
    expect(world.kit.defects).toEqual([]);
  });

  it("that counts is asked for by name: not with those who attended", async () => {
    const world = await realClass({ course: { countedAbsence: "without-leave" } });
    const { first, second, teacher } = world;
    world.kit.advance(2 * DAY_MS);
    await world.lessons.attend(teacher, [...present(first.enrolmentId), ...absent(second)]);
    const asked = await world.lessons.request(teacher);
    expect(asked.body.results).toEqual([{ enrolmentId: first.enrolmentId, outcome: "done" }]);
  });
});

const termsOf = ({ countedAbsence }: { countedAbsence?: string }) =>
  countedAbsence === undefined ? {} : { counted: countedAbsence };
