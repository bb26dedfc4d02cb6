import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import { once } from "../../support/door.ts";
import {
  earnLesson,
  type LessonCalls,
  lessonCalls,
  lessonFacts,
  present,
} from "../../support/lessons.ts";
import { aCourse, enrolmentId, studentId } from "../../support/money-builders.ts";
import { LESSON_FEN, taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const NOBODY = enrolmentId(99);
const FIRST = enrolmentId(1);
const SECOND = enrolmentId(2);

let world: TaughtClass;
let calls: LessonCalls;
let facts: ReturnType<typeof lessonFacts>;

beforeEach(async () => {
  world = await taughtClass();
  calls = lessonCalls(world.kit, world.classId);
  facts = lessonFacts(world.kit);
});

const guardianOf = (index: number) => {
  const family = world.families[index];
  if (family === undefined) throw new Error(`no family ${index}`);
  return family.guardian;
};

const guardItem = (n: number) => {
  const { institutionId, subjectKey } = aCourse();
  return world.kit.table.get(keys.orderGuard(studentId(n), institutionId, subjectKey));
};

describe("a guardian's confirmation", () => {
  beforeEach(async () => {
    await calls.attend(world.teacher, present(FIRST, SECOND));
    await calls.request(world.teacher);
  });

  it("earns the lesson's fee in the same commit, and frees the pupil's order guard", async () => {
    expect((await guardItem(1))?.["unconsumedLessonCount"]).toBe(3);
    const answer = await calls.confirm(guardianOf(0), FIRST);
    expect([answer.status, answer.body]).toEqual([
      200,
      { enrolmentId: FIRST, lessonNumber: 1, status: "confirmed", amountFen: LESSON_FEN },
    ]);
    expect((await facts.enrolment(FIRST)).balances).toMatchObject({
      unconsumed: 2 * LESSON_FEN,
      pending: 0,
      earned: LESSON_FEN,
    });
    expect((await guardItem(1))?.["unconsumedLessonCount"]).toBe(2);
    expect((await guardItem(2))?.["unconsumedLessonCount"]).toBe(3);
    expect(world.kit.defects).toEqual([]);
  });

  it("is done once: under its key the first answer, under another a conflict", async () => {
    const headers = once();
    const first = await calls.confirm(guardianOf(0), FIRST, { headers });
    const same = await calls.confirm(guardianOf(0), FIRST, { headers });
    expect(same.body).toEqual(first.body);
    const other = await calls.confirm(guardianOf(0), FIRST);
    expect([other.status, other.body.code]).toEqual([409, "lesson.already-confirmed"]);
    const without = await calls.confirm(guardianOf(0), FIRST, { headers: {} });
    expect([without.status, without.body.code]).toEqual([400, "idempotency.key-required"]);
    expect((await facts.enrolment(FIRST)).balances.earned).toBe(LESSON_FEN);
  });

  it("twice at the same moment under two keys earns the fee once", async () => {
    const answers = await Promise.all([
      calls.confirm(guardianOf(0), FIRST),
      calls.confirm(guardianOf(0), FIRST),
    ]);
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 409]);
    expect((await facts.enrolment(FIRST)).balances.earned).toBe(LESSON_FEN);
    expect((await guardItem(1))?.["unconsumedLessonCount"]).toBe(2);
    expect(world.kit.defects).toEqual([]);
  });

  it("of another family's lesson, or of a lesson that is none, is answered with 404", async () => {
    const wrong = await calls.confirm(guardianOf(1), FIRST);
    expect([wrong.status, wrong.body.code]).toEqual([404, "resource.not-found"]);
    const nobody = await calls.confirm(guardianOf(1), NOBODY);
    expect(nobody.status).toBe(404);
    const beyond = await calls.confirm(guardianOf(0), FIRST, { lesson: "4" });
    expect([beyond.status, beyond.body.code]).toEqual([404, "resource.not-found"]);
    expect((await facts.enrolment(FIRST)).balances.earned).toBe(0);
  });

  it("is refused to the institution, and before the institution has asked", async () => {
    expect((await calls.confirm(world.teacher, FIRST)).status).toBe(403);
    const early = await calls.confirm(guardianOf(0), FIRST, { lesson: "2" });
    expect([early.status, early.body.code]).toEqual([409, "lesson.not-requested"]);
    const malformed = await calls.confirm(guardianOf(0), FIRST, { lesson: "first" });
    expect([malformed.status, malformed.body.fields[0].path]).toEqual([400, "path.lessonNumber"]);
  });

  it("of every family in turn leaves each with its own money", async () => {
    await earnLesson(calls, world.teacher, world.families, "2");
    for (const { enrolmentId: id } of world.families)
      expect((await facts.enrolment(id)).balances).toMatchObject({
        unconsumed: LESSON_FEN,
        pending: LESSON_FEN,
        earned: LESSON_FEN,
      });
  });
});
