import { beforeEach, describe, expect, it } from "vitest";
import { once, seedMember } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import { type LessonCalls, lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { enrolmentId, MONDAY } from "../../support/money-builders.ts";
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

describe("a session's attendance", () => {
  it("is recorded for each pupil, and makes the orders active without moving money", async () => {
    const answer = await calls.attend(world.teacher, [
      { enrolmentId: FIRST, attendance: "present" },
      { enrolmentId: SECOND, attendance: "absent" },
    ]);
    expect(answer.status).toBe(200);
    expect(answer.body.results).toEqual([
      { enrolmentId: FIRST, outcome: "done" },
      { enrolmentId: SECOND, outcome: "done" },
    ]);
    expect([await facts.statusOf(FIRST), await facts.statusOf(SECOND)]).toEqual([
      "taught",
      "absent",
    ]);
    expect(await facts.enrolment(FIRST)).toMatchObject({
      status: "active",
      balances: { unconsumed: 3 * LESSON_FEN, pending: 0 },
    });
    expect(world.kit.defects).toEqual([]);
  });

  it("names each pupil that is refused, in the caller's language, and does the others", async () => {
    await calls.attend(world.teacher, present(SECOND));
    const headers = { ...once(), "accept-language": "en" };
    const answer = await calls.attend(world.teacher, present(FIRST, SECOND, NOBODY), { headers });
    expect(answer.status).toBe(200);
    expect(answer.body.results).toEqual([
      { enrolmentId: FIRST, outcome: "done" },
      {
        enrolmentId: SECOND,
        problem: {
          code: "lesson.attendance-fixed",
          detail: "Lesson 1 is taught; its attendance can no longer be recorded as present.",
        },
      },
      {
        enrolmentId: NOBODY,
        problem: {
          code: "resource.not-found",
          detail: `There is no enrolment ${NOBODY} that you can see; check the number.`,
        },
      },
    ]);
  });

  it("answers a repeated call word by word as the first, and writes nothing more", async () => {
    const headers = once();
    const first = await calls.attend(world.teacher, present(FIRST, NOBODY), { headers });
    const entryCount = entriesIn(world.kit.table).length;
    const second = await calls.attend(world.teacher, present(FIRST, NOBODY), { headers });
    expect(second.body).toEqual(first.body);
    expect(second.headers["idempotency-replayed"]).toBe("true");
    expect(entriesIn(world.kit.table)).toHaveLength(entryCount);
  });

  it("cannot be recorded before the session begins", async () => {
    world.kit.advance(MONDAY - world.kit.now());
    const answer = await calls.attend(world.teacher, present(FIRST));
    expect(answer.body.results[0].problem.code).toBe("lesson.not-begun");
    expect(await facts.statusOf(FIRST)).toBeUndefined();
  });

  it("looks to another institution's teacher as if the class did not exist", async () => {
    const answer = await calls.attend(world.stranger, present(FIRST));
    expect([answer.status, answer.body.code]).toEqual([404, "resource.not-found"]);
    const asked = await calls.request(world.stranger, [FIRST]);
    expect([asked.status, asked.body.code]).toEqual([404, "resource.not-found"]);
  });

  it("needs the duty of a teacher or owner, a session that exists, and a key", async () => {
    const finance = await seedMember(world.kit.table, "finance", {
      role: "institution",
      institutionId: world.institutionId,
      duties: ["finance"],
    });
    expect((await calls.attend(finance, present(FIRST))).status).toBe(403);
    expect((await calls.attend(guardianOf(0), present(FIRST))).status).toBe(403);
    const absent = await calls.attend(world.teacher, present(FIRST), { session: "4" });
    expect([absent.status, absent.body.code]).toEqual([404, "resource.not-found"]);
    const without = await calls.attend(world.teacher, present(FIRST), { headers: {} });
    expect([without.status, without.body.code]).toEqual([400, "idempotency.key-required"]);
  });

  it("takes 1 to 33 pupils, each named once", async () => {
    const many = Array.from({ length: 34 }, (_, index) => enrolmentId(index + 1));
    for (const records of [[], present(FIRST, FIRST), present(...many)]) {
      const answer = await calls.attend(world.teacher, records);
      expect([answer.status, answer.body.fields[0].path]).toEqual([400, "body.records"]);
    }
  });

  it("keeps another class's pupil out", async () => {
    const other = lessonCalls(world.kit, "cls_01KJNP0000000000000000000Z");
    expect((await other.attend(world.teacher, present(FIRST))).status).toBe(404);
  });
});
