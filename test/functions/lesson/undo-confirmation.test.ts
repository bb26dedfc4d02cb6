import { beforeEach, describe, expect, it } from "vitest";
import { findLessonItem } from "../../../adapters/repositories/lesson-items.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { PACK_VERSION } from "../../../domain/reference/national-rule-pack.ts";
import { toRfc3339 } from "../../../domain/shared/time.ts";
import { once } from "../../support/door.ts";
import {
  dueLine,
  type DueLine,
  noticesTo,
  outcomes,
  seedCalendar,
} from "../../support/deadlines.ts";
import { entriesIn } from "../../support/events.ts";
import { type LessonCalls, lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import {
  aCourse,
  enrolmentId,
  limits,
  MINUTE_MS,
  studentId,
} from "../../support/money-builders.ts";
import { fakeBank, releaseLine } from "../../support/release-line.ts";
import {
  LESSON_COUNT,
  LESSON_FEN,
  taughtClass,
  type TaughtClass,
} from "../../support/taught-class.ts";

const FIRST = enrolmentId(1);
const WINDOW_MS = 30 * MINUTE_MS;

let world: TaughtClass;
let calls: LessonCalls;
let facts: ReturnType<typeof lessonFacts>;
let due: DueLine;
let line: ReturnType<typeof releaseLine>;

const guardian = (index = 0) => {
  const family = world.families[index];
  if (family === undefined) throw new Error(`no family ${index}`);
  return family.guardian;
};
const count = (name: string): number =>
  entriesIn(world.kit.table).filter(({ eventName }) => eventName === name).length;
const lesson = async () => (await findLessonItem(world.kit.table, FIRST, 1))?.lesson;
const guardCount = async (): Promise<unknown> => {
  const { institutionId, subjectKey } = aCourse();
  const key = keys.orderGuard(studentId(1), institutionId, subjectKey);
  return (await world.kit.table.get(key))?.["unconsumedLessonCount"];
};

const setUp = async (rules = { ...limits, rulePackVersion: PACK_VERSION }): Promise<void> => {
  world = await taughtClass(2, rules);
  await seedCalendar(world.kit);
  calls = lessonCalls(world.kit, world.classId);
  facts = lessonFacts(world.kit);
  due = dueLine(world.kit);
  line = releaseLine(world.kit, fakeBank());
  await calls.attend(world.teacher, present(FIRST));
  await calls.request(world.teacher);
};
beforeEach(() => setUp());

describe("a confirmed lesson", () => {
  it("tells its family until when it may be undone, and waits that long", async () => {
    const undoUntil = toRfc3339(world.kit.now() + WINDOW_MS);
    expect((await calls.confirm(guardian(), FIRST)).body).toMatchObject({ undoUntil });
    await line.instruct();
    world.kit.advance(WINDOW_MS - 1);
    await due.minute();
    await line.instruct();
    expect(count("release-instructed")).toBe(0);

    world.kit.advance(1);
    await due.minute();
    await line.instruct();
    await due.minute();
    expect(count("release-instructed")).toBe(1);
    expect(outcomes(world.kit)).toEqual(["instructed"]);
    expect(await lesson()).toMatchObject({ status: "releasing" });
  });

  it("is instructed once where event and instant fall together", async () => {
    await calls.confirm(guardian(), FIRST);
    world.kit.advance(WINDOW_MS);
    const messages = await due.look();
    await line.instruct();
    await due.actOn([...messages, ...messages]);
    expect(count("release-instructed")).toBe(1);
    expect(world.kit.defects).toEqual([]);
  });

  it("stands at once where the order's own rules know no time to undo", async () => {
    await setUp(limits);
    expect((await calls.confirm(guardian(), FIRST)).body).not.toHaveProperty("undoUntil");
    await line.instruct();
    expect(count("release-instructed")).toBe(1);
    expect((await calls.undo(guardian(), FIRST)).body.code).toBe("lesson.undo-over");
  });
});

describe("undoing a confirmation", () => {
  it("gives money, clock and guard back, and tells the family of the time that runs again", async () => {
    const before = await lesson();
    const { balances } = await facts.enrolment(FIRST);
    await calls.confirm(guardian(), FIRST);
    expect(await guardCount()).toBe(LESSON_COUNT - 1);
    world.kit.advance(10 * MINUTE_MS);
    const answer = await calls.undo(guardian(), FIRST);
    expect([answer.status, answer.body]).toEqual([
      200,
      { enrolmentId: FIRST, lessonNumber: 1, status: "requested", amountFen: LESSON_FEN },
    ]);
    expect(await lesson()).toEqual(before);
    expect((await facts.enrolment(FIRST)).balances).toEqual(balances);
    expect(await guardCount()).toBe(LESSON_COUNT);
    expect(noticesTo(world.kit, guardian().memberId)).toEqual([
      "confirmation-requested",
      "confirmation-requested",
    ]);
  });

  it("leaves nothing to instruct, whatever comes late", async () => {
    await calls.confirm(guardian(), FIRST);
    world.kit.advance(WINDOW_MS - 1);
    await calls.undo(guardian(), FIRST);
    world.kit.advance(WINDOW_MS);
    await due.minute();
    await line.instruct();
    expect(count("release-instructed")).toBe(0);
    expect(world.kit.defects).toEqual([]);
  });

  it("lets silence confirm at the end of the first notice's time, once and for good", async () => {
    const dueAt = (await lesson())?.deadline?.dueAt ?? 0;
    await calls.confirm(guardian(), FIRST);
    await calls.undo(guardian(), FIRST);
    world.kit.advance(dueAt - world.kit.now());
    await due.minute();
    expect(await lesson()).toMatchObject({ status: "deemed", confirmedBy: "silence" });
    const { status, body } = await calls.undo(guardian(), FIRST);
    expect([status, body.code]).toEqual([409, "lesson.confirmed-otherwise"]);
    await line.instruct();
    expect(count("release-instructed")).toBe(1);
  });

  it("has one effect under one key, and none the second time", async () => {
    await calls.confirm(guardian(), FIRST);
    const headers = once();
    const first = await calls.undo(guardian(), FIRST, { headers });
    const again = await calls.undo(guardian(), FIRST, { headers });
    expect([again.body, again.headers["idempotency-replayed"]]).toEqual([first.body, "true"]);
    const other = await calls.undo(guardian(), FIRST);
    expect([other.status, other.body.code]).toEqual([409, "lesson.not-confirmed"]);
    expect(count("confirmation-undone")).toBe(1);
  });

  it("is refused before a confirmation, to another family, and for another's order", async () => {
    expect((await calls.undo(guardian(), FIRST)).body.code).toBe("lesson.not-confirmed");
    await calls.confirm(guardian(), FIRST);
    expect((await calls.undo(guardian(1), FIRST)).status).toBe(404);
    expect((await calls.undo(world.teacher, FIRST)).status).toBe(403);
    expect((await calls.undo(guardian(), FIRST, { lesson: "9" })).status).toBe(404);
    expect(count("confirmation-undone")).toBe(0);
  });

  it("is refused when its time is over, with what is left to do", async () => {
    await calls.confirm(guardian(), FIRST);
    world.kit.advance(WINDOW_MS);
    const { status, body } = await calls.undo(guardian(), FIRST);
    expect([status, body.code]).toEqual([409, "lesson.undo-over"]);
    expect(body.detail).toContain("投诉");
    await due.minute();
    expect((await calls.undo(guardian(), FIRST)).body.code).toBe("lesson.undo-over");
  });
});
