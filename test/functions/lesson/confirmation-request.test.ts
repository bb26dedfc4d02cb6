import { beforeEach, describe, expect, it } from "vitest";
import type { Table } from "../../../adapters/table/table.ts";
import { type Answer, once } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import { type LessonCalls, lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { LESSON_FEN, taughtClass, type TaughtClass } from "../../support/taught-class.ts";

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

describe("a request to confirm", () => {
  beforeEach(() => calls.attend(world.teacher, present(FIRST, SECOND)));

  it("sets the lessons' fees to pending, for the families that are named", async () => {
    const answer = await calls.request(world.teacher, [SECOND]);
    expect(answer.body.results).toEqual([{ enrolmentId: SECOND, outcome: "done" }]);
    expect((await facts.enrolment(SECOND)).balances).toMatchObject({
      unconsumed: 2 * LESSON_FEN,
      pending: LESSON_FEN,
    });
    expect((await facts.enrolment(FIRST)).balances.pending).toBe(0);
  });

  it("without a list asks everyone who attended, and no one else", async () => {
    await calls.attend(world.teacher, [{ enrolmentId: SECOND, attendance: "absent" }]);
    const answer = await calls.request(world.teacher);
    expect(answer.body.results).toEqual([{ enrolmentId: FIRST, outcome: "done" }]);
    expect(await facts.statusOf(SECOND)).toBe("absent");
  });

  it("names the family that was asked already, and the pupil who was not there", async () => {
    await calls.request(world.teacher, [FIRST]);
    await calls.attend(world.teacher, [{ enrolmentId: SECOND, attendance: "absent" }]);
    const answer = await calls.request(world.teacher, [FIRST, SECOND]);
    const codes = answer.body.results.map((r: { problem: { code: string } }) => r.problem.code);
    expect(codes).toEqual(["lesson.already-requested", "lesson.not-taught"]);
  });

  it("sent twice at the same moment asks each family once", async () => {
    const headers = once();
    const answers = await Promise.all([
      calls.request(world.teacher, [FIRST, SECOND], { headers }),
      calls.request(world.teacher, [FIRST, SECOND], { headers }),
    ]);
    expect(answers[0].body).toEqual(answers[1].body);
    expect(answers[0].body.results).toEqual([
      { enrolmentId: FIRST, outcome: "done" },
      { enrolmentId: SECOND, outcome: "done" },
    ]);
    expect((await facts.enrolment(FIRST)).balances.pending).toBe(LESSON_FEN);
  });
});

describe("a class larger than one call", () => {
  it("is asked in parts: nobody is left out without a word", async () => {
    const large = await taughtClass(34);
    const largeCalls = lessonCalls(large.kit, large.classId);
    const ids = large.families.map((family) => family.enrolmentId);
    await largeCalls.attend(large.teacher, present(...ids.slice(0, 33)));
    await largeCalls.attend(large.teacher, present(...ids.slice(33)));
    const refused = await largeCalls.request(large.teacher);
    expect([refused.status, refused.body.code]).toEqual([422, "lesson.too-many-at-once"]);
    expect(refused.body.facts).toEqual({ sessionNumber: 1, pupilCount: 34, limit: 33 });
    const part = await largeCalls.request(large.teacher, ids.slice(0, 33));
    expect(part.body.results.every((r: { outcome?: string }) => r.outcome === "done")).toBe(true);
  });
});

describe("a call that takes several transactions", () => {
  const names = (answer: Answer) =>
    answer.body.results.map((one: { enrolmentId: string; outcome?: string }) => [
      one.enrolmentId,
      one.outcome,
    ]);

  it("and broke off half-way is taken up again under its key: done stays done", async () => {
    const large = await taughtClass(33);
    const largeCalls = lessonCalls(large.kit, large.classId);
    const ids = large.families.map((family) => family.enrolmentId);
    await largeCalls.attend(large.teacher, present(...ids));
    const headers = once();
    let commits = 0;
    const broken = {
      ...large.kit,
      table: {
        ...large.kit.table,
        commit: (writes: Parameters<Table["commit"]>[0]) => {
          commits += 1;
          return commits === 2
            ? Promise.reject(new Error("the function is stopped"))
            : large.kit.table.commit(writes);
        },
      },
    };
    const half = lessonCalls(broken, large.classId);
    expect((await half.request(large.teacher, ids, { headers })).status).toBe(500);
    const largeFacts = lessonFacts(large.kit);
    const asked = async () =>
      (await Promise.all(ids.map(largeFacts.statusOf))).filter((one) => one === "requested").length;
    expect(await asked()).toBe(17);

    const again = await largeCalls.request(large.teacher, ids, { headers });
    expect(names(again)).toEqual(ids.map((id) => [id, "done"]));
    expect(await asked()).toBe(33);
    const requests = entriesIn(large.kit.table).filter(
      (entry) => entry.eventName === "confirmation-requested",
    );
    expect(requests).toHaveLength(33);
    const other = await largeCalls.request(large.teacher, ids.slice(1), { headers });
    expect([other.status, other.body.code]).toEqual([422, "idempotency.key-reused"]);
  });
});
