import { describe, expect, it } from "vitest";
import { DAY_MS, HOUR_MS } from "../../../domain/shared/time.ts";
import { busEventOf } from "../../support/events.ts";
import { codeOf, realClass } from "../../support/real-class.ts";

describe("another teacher", () => {
  it("is told to families whose contract names one, and noted on their orders", async () => {
    const world = await realClass({ isTeacherNamed: true });
    const changed = await world.changeTeacher("substitute");
    expect(changed.body).toEqual({
      classId: world.classId,
      teacherId: world.substitute.memberId,
    });
    expect((await world.changeTeacher("teacher", 3)).body.sessionNumber).toBe(3);
    await world.deliver();
    const { guardian, enrolmentId } = world.first;
    // For the third session the agreed teacher is back: there is nothing to tell of that.
    expect(world.inboxOf(guardian.memberId)).toEqual(["named-teacher-changed"]);
    expect(busEventOf(world.kit.table, "named-teacher-changed").detail).toMatchObject({
      data: {
        agreedTeacherId: world.teacher.memberId,
        teacherId: world.substitute.memberId,
      },
    });
    const { contract } = (await world.door.getEnrolment(enrolmentId)).body;
    expect(contract.terms.training.teacherId).toBe(world.teacher.memberId);
    expect(world.kit.defects).toEqual([]);
  });

  it("for one session is told as such", async () => {
    const world = await realClass({ isTeacherNamed: true });
    await world.changeTeacher("substitute", 2);
    await world.deliver();
    expect(world.inboxOf(world.second.guardian.memberId)).toEqual(["named-teacher-substituted 2"]);
    expect((await world.lessonsOf(world.second))[1]).toMatchObject({
      teacherId: world.substitute.memberId,
    });
  });

  it("is no family's matter where the contract names nobody", async () => {
    const world = await realClass();
    await world.changeTeacher("substitute");
    await world.deliver();
    expect(world.inboxOf(world.first.guardian.memberId)).toEqual([]);
  });

  it("has to teach there, to be another one, and to come in time", async () => {
    const world = await realClass({ isTeacherNamed: true });
    const notThere = [422, "catalogue.not-a-teacher"];
    for (const subject of ["stranger", "guardian", "nobody-at-all"])
      expect(codeOf(await world.changeTeacher(subject))).toEqual(notThere);
    const same = [409, "catalogue.teacher-unchanged"];
    expect(codeOf(await world.changeTeacher("teacher"))).toEqual(same);
    expect(codeOf(await world.changeTeacher("teacher", 2))).toEqual(same);
    expect((await world.changeTeacher("substitute", undefined, world.teacher)).status).toBe(403);
    expect((await world.changeTeacher("substitute", 9)).status).toBe(404);
    world.kit.advance(DAY_MS + 8 * HOUR_MS);
    const begun = [409, "catalogue.session-begun"];
    expect(codeOf(await world.changeTeacher("substitute", 1))).toEqual(begun);
    world.kit.advance(9 * DAY_MS);
    expect(codeOf(await world.changeTeacher("substitute"))).toEqual([409, "catalogue.class-over"]);
  });
});
