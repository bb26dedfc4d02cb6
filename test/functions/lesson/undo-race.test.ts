import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findLessonItem } from "../../../adapters/repositories/lesson-items.ts";
import type { Table } from "../../../adapters/table/table.ts";
import { PACK_VERSION } from "../../../domain/reference/national-rule-pack.ts";
import type { Answer, TestKit } from "../../support/door.ts";
import { dueLine, seedCalendar } from "../../support/deadlines.ts";
import { entriesIn } from "../../support/events.ts";
import { lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { enrolmentId, limits, MINUTE_MS } from "../../support/money-builders.ts";
import { LESSON_FEN, taughtClass } from "../../support/taught-class.ts";

const FIRST = enrolmentId(1);
const WINDOW_MS = 30 * MINUTE_MS;
/** The clocks of two functions may differ so much. */
const SKEW_MS = 5 * MINUTE_MS;

/** A confirmed lesson whose time to undo is over by one function's clock, and not yet by another's. */
async function confirmedLesson() {
  const world = await taughtClass(1, { ...limits, rulePackVersion: PACK_VERSION });
  const { kit, classId } = world;
  await seedCalendar(kit);
  const calls = lessonCalls(kit, classId);
  await calls.attend(world.teacher, present(FIRST));
  await calls.request(world.teacher);
  const [family] = world.families;
  if (family === undefined) throw new Error("there is a family");
  await calls.confirm(family.guardian, FIRST);
  kit.advance(WINDOW_MS);
  const messages = await dueLine(kit).look();
  const behind = () => kit.now() - SKEW_MS;
  return {
    kit,
    messages,
    undo: (table: Table = kit.table): Promise<Answer> => {
      const slow: TestKit = { ...kit, table: asTable(kit, table), now: behind };
      return lessonCalls(slow, classId).undo(family.guardian, FIRST);
    },
    instruct: (table: Table = kit.table) =>
      dueLine({ ...kit, table: asTable(kit, table) }).actOn(messages),
    status: async () => (await findLessonItem(kit.table, FIRST, 1))?.lesson.status,
    balances: async () => (await lessonFacts(kit).enrolment(FIRST)).balances,
    count: (name: string) =>
      entriesIn(kit.table).filter(({ eventName }) => eventName === name).length,
  };
}
type Confirmed = Awaited<ReturnType<typeof confirmedLesson>>;

const asTable = ({ table }: TestKit, other: Table): TestKit["table"] => ({
  ...table,
  commit: (writes) => other.commit(writes),
});

/** A table on which the other side commits between this side's reading and its first commit. */
function overtakenBy(table: Table, other: () => Promise<unknown>): Table {
  let isOvertaken = false;
  return {
    ...table,
    commit: async (writes) => {
      if (!isOvertaken) {
        isOvertaken = true;
        await other();
      }
      return table.commit(writes);
    },
  };
}

describe("undoing a confirmation while its fee is instructed", () => {
  it("loses where the instruction was committed first", async () => {
    const lesson = await confirmedLesson();
    const answer = await lesson.undo(overtakenBy(lesson.kit.table, () => lesson.instruct()));
    expect([answer.status, answer.body.code]).toEqual([409, "lesson.undo-over"]);
    expect(await lesson.status()).toBe("releasing");
    expect(await lesson.balances()).toMatchObject({ releasing: LESSON_FEN, pending: 0 });
    expect(lesson.count("confirmation-undone")).toBe(0);
  });

  it("wins where it was committed first: nothing is instructed", async () => {
    const lesson = await confirmedLesson();
    await lesson.instruct(overtakenBy(lesson.kit.table, () => lesson.undo()));
    await lesson.instruct();
    expect(await lesson.status()).toBe("requested");
    expect(await lesson.balances()).toMatchObject({ releasing: 0, earned: 0, pending: LESSON_FEN });
    expect(lesson.count("release-instructed")).toBe(0);
  });

  it("has one outcome in any order of commands, repeats among them", async () => {
    const steps = fc.array(fc.constantFrom("undo", "instruct"), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(steps, async (order) => {
        const lesson = await confirmedLesson();
        for (const step of order) await lesson[step]();
        await expectOneOutcome(lesson, order[0] === "undo" ? "requested" : "releasing");
      }),
      { numRuns: 25 },
    );
  });
});

async function expectOneOutcome(lesson: Confirmed, status: "requested" | "releasing") {
  expect(await lesson.status()).toBe(status);
  const isUndone = status === "requested";
  expect(lesson.count("confirmation-undone")).toBe(isUndone ? 1 : 0);
  expect(lesson.count("release-instructed")).toBe(isUndone ? 0 : 1);
  expect(await lesson.balances()).toMatchObject({
    pending: isUndone ? LESSON_FEN : 0,
    releasing: isUndone ? 0 : LESSON_FEN,
    earned: 0,
  });
  expect(lesson.kit.defects).toEqual([]);
}
