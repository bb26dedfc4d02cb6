import { beforeEach, describe, expect, it } from "vitest";
import { confirmLessons } from "../../../functions/lesson/confirm-lessons.ts";
import { confirmLessons as contract } from "../../../functions/lesson/contracts.ts";
import { httpLambda } from "../../../functions/kit/http.ts";
import { type Answer, call, type Caller, once, type TestKit } from "../../support/door.ts";
import { entriesIn } from "../../support/events.ts";
import { type LessonCalls, lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { LESSON_FEN, taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const FIRST = enrolmentId(1);
const SECOND = enrolmentId(2);
const one = (id: string, lessonNumber: number) => ({ enrolmentId: id, lessonNumber });
const done = (id: string, lessonNumber: number) => ({
  ...one(id, lessonNumber),
  outcome: "done",
  amountFen: LESSON_FEN,
});

let world: TaughtClass;
let calls: LessonCalls;
let facts: ReturnType<typeof lessonFacts>;
let family: Caller;

const confirmMany = (
  as: Caller,
  body: unknown = {},
  { kit = world.kit, headers = once() }: { kit?: TestKit; headers?: Record<string, string> } = {},
): Promise<Answer> => call(httpLambda(contract, confirmLessons, kit), { as, body, headers });

beforeEach(async () => {
  world = await taughtClass();
  calls = lessonCalls(world.kit, world.classId);
  facts = lessonFacts(world.kit);
  [family] = world.families.map(({ guardian }) => guardian) as [Caller];
  for (const session of ["1", "2"]) {
    await calls.attend(world.teacher, present(FIRST, SECOND), { session });
    await calls.request(world.teacher, undefined, { session });
  }
});

const confirmedCount = () =>
  entriesIn(world.kit.table).filter(({ eventName }) => eventName === "lesson-confirmed").length;

describe("confirming many lessons at once", () => {
  it("without a list confirms all that await the caller, and nobody else's", async () => {
    const answer = await confirmMany(family);
    expect([answer.status, answer.body]).toEqual([
      200,
      { results: [done(FIRST, 1), done(FIRST, 2)], remainingCount: 0 },
    ]);
    expect((await facts.enrolment(FIRST)).balances).toMatchObject({
      pending: 0,
      earned: 2 * LESSON_FEN,
    });
    expect((await facts.enrolment(SECOND)).balances.pending).toBe(2 * LESSON_FEN);
    expect((await confirmMany(family)).body).toEqual({ results: [], remainingCount: 0 });
    expect(world.kit.defects).toEqual([]);
  });

  it("with a list names each lesson that is refused, and does the others", async () => {
    await calls.confirm(family, FIRST);
    const lessons = [one(FIRST, 1), one(SECOND, 1), one(FIRST, 2), one(FIRST, 3), one(FIRST, 4)];
    const { body } = await confirmMany(family, { lessons });
    const said = body.results.map(
      (each: { outcome?: string; problem?: { code: string } }) =>
        each.outcome ?? each.problem?.code,
    );
    expect(said).toEqual([
      "lesson.already-confirmed",
      "resource.not-found",
      "done",
      "lesson.not-requested",
      "resource.not-found",
    ]);
    expect((await facts.enrolment(SECOND)).balances.earned).toBe(0);
  });

  it("takes 1 to 33 lessons, each named once", async () => {
    const many = Array.from({ length: 34 }, (_, index) => one(FIRST, index + 1));
    for (const lessons of [[], many, [one(FIRST, 1), one(FIRST, 1)]]) {
      const answer = await confirmMany(family, { lessons });
      expect([answer.status, answer.body.fields[0].path]).toEqual([400, "body.lessons"]);
    }
    expect((await confirmMany(world.teacher)).status).toBe(403);
    expect((await confirmMany(family, {}, { headers: {} })).body.code).toBe(
      "idempotency.key-required",
    );
  });

  it("that broke off half-way is taken up again under its key, and speaks of the same lessons", async () => {
    const headers = once();
    let commits = 0;
    const broken: TestKit = {
      ...world.kit,
      table: {
        ...world.kit.table,
        commit: (writes) => {
          commits += 1;
          return commits === 3
            ? Promise.reject(new Error("the function is stopped"))
            : world.kit.table.commit(writes);
        },
      },
    };
    expect((await confirmMany(family, {}, { kit: broken, headers })).status).toBe(500);
    expect(confirmedCount()).toBe(1);
    const again = await confirmMany(family, {}, { headers });
    expect(again.body.results).toEqual([done(FIRST, 1), done(FIRST, 2)]);
    expect(confirmedCount()).toBe(2);
    const other = await confirmMany(family, { lessons: [one(FIRST, 1)] }, { headers });
    expect([other.status, other.body.code]).toEqual([422, "idempotency.key-reused"]);
  });

  it("while one of them is confirmed alone confirms each once", async () => {
    const [many, alone] = await Promise.all([confirmMany(family), calls.confirm(family, FIRST)]);
    expect(many.status).toBe(200);
    expect([200, 409]).toContain(alone.status);
    expect(confirmedCount()).toBe(2);
    expect((await facts.enrolment(FIRST)).balances.earned).toBe(2 * LESSON_FEN);
    expect(world.kit.defects).toEqual([]);
  });

  it("twice at the same moment confirms each once", async () => {
    await Promise.all([confirmMany(family), confirmMany(family)]);
    expect(confirmedCount()).toBe(2);
    expect((await facts.enrolment(FIRST)).balances.earned).toBe(2 * LESSON_FEN);
    expect(world.kit.defects).toEqual([]);
  });
});
