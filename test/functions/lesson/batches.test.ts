import { beforeEach, describe, expect, it } from "vitest";
import type { MemoryTable } from "../../../adapters/table/memory-table.ts";
import type { Write } from "../../../adapters/table/table.ts";
import { once } from "../../support/door.ts";
import { type LessonCalls, lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const FIRST = enrolmentId(1);
const SECOND = enrolmentId(2);
const THIRD = enrolmentId(3);
const IDS = [FIRST, SECOND, THIRD];

let world: TaughtClass;
let calls: LessonCalls;
let facts: ReturnType<typeof lessonFacts>;

beforeEach(async () => {
  world = await taughtClass(3);
  calls = lessonCalls(world.kit, world.classId);
  facts = lessonFacts(world.kit);
});

/** The class's calls on a table of which every commit is seen, and before which something may happen. */
function watched(before: (attempt: number) => Promise<unknown> = () => Promise.resolve()) {
  const commits: (readonly Write[])[] = [];
  const table: MemoryTable = {
    ...world.kit.table,
    commit: async (writes) => {
      commits.push(writes);
      await before(commits.length);
      return world.kit.table.commit(writes);
    },
  };
  return { commits, calls: lessonCalls({ ...world.kit, table }, world.classId) };
}

const outcomes = (body: { results: { outcome?: string; problem?: { code: string } }[] }) =>
  body.results.map(({ outcome, problem }) => outcome ?? problem?.code);

describe("a class in one transaction", () => {
  it("is recorded together with the answer, however many pupils are refused", async () => {
    await calls.attend(world.teacher, present(SECOND));
    const together = watched();
    const answer = await together.calls.attend(world.teacher, present(...IDS));
    expect(outcomes(answer.body)).toEqual(["done", "lesson.attendance-fixed", "done"]);
    expect(together.commits.map((writes) => writes.length)).toEqual([1 + 2 * 4]);
  });

  it("holds so many writes as a transaction takes, the open register too, and then goes on in another", async () => {
    world = await taughtClass(33);
    const ids = world.families.map((family) => family.enrolmentId);
    const parts = watched();
    const answer = await parts.calls.attend(world.teacher, present(...ids));
    expect(new Set(outcomes(answer.body))).toEqual(new Set(["done"]));
    expect(parts.commits.map((writes) => writes.length)).toEqual([2 + 17 * 4, 2 + 16 * 4, 1]);
  });

  it("decides anew when a pupil's order moves meanwhile, and does what is still right", async () => {
    const racing = watched((attempt) =>
      attempt === 1 ? calls.attend(world.teacher, present(SECOND)) : Promise.resolve(),
    );
    const answer = await racing.calls.attend(world.teacher, present(...IDS));
    expect(outcomes(answer.body)).toEqual(["done", "lesson.attendance-fixed", "done"]);
    expect(racing.commits).toHaveLength(2);
    expect(world.kit.defects).toEqual([]);
  });

  it("names a pupil whose order does not come to rest, and does the others", async () => {
    const mark = (attendance: string) =>
      calls.attend(world.teacher, [{ enrolmentId: SECOND, attendance }]);
    const toggle = async (attempt: number) => {
      if (attempt > 1) await mark("present");
      if (attempt <= 3) await mark("absent");
    };
    const restless = watched(toggle);
    const answer = await restless.calls.attend(world.teacher, present(...IDS));
    expect(outcomes(answer.body)).toEqual(["done", "resource.changed", "done"]);
    expect(await facts.statusOf(FIRST)).toBe("taught");
    expect(await facts.statusOf(THIRD)).toBe("taught");
    expect(world.kit.defects).toEqual([]);
  });

  it("sent twice at the same moment is done once and answered alike", async () => {
    const headers = once();
    const twice = await Promise.all([
      calls.attend(world.teacher, present(...IDS), { headers }),
      calls.attend(world.teacher, present(...IDS), { headers }),
    ]);
    expect(twice.map(({ body }) => outcomes(body))).toEqual([
      ["done", "done", "done"],
      ["done", "done", "done"],
    ]);
  });

  it("two at the same moment do each pupil once", async () => {
    const both = await Promise.all([
      calls.attend(world.teacher, present(FIRST, SECOND)),
      calls.attend(world.teacher, present(THIRD, SECOND)),
    ]);
    const seconds = both.map(({ body }) => outcomes(body)[1]);
    expect(seconds.toSorted()).toEqual(["done", "lesson.attendance-fixed"]);
    expect(both.map(({ body }) => outcomes(body)[0])).toEqual(["done", "done"]);
  });
});
