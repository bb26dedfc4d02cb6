import { beforeEach, describe, expect, it } from "vitest";
import { findLessonItem } from "../../../adapters/repositories/lesson-items.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import {
  dueLine,
  type DueLine,
  noticesTo,
  outcomes,
  seedCalendar,
} from "../../support/deadlines.ts";
import { entriesIn } from "../../support/events.ts";
import { fakeBank, releaseLine } from "../../support/release-line.ts";
import { type LessonCalls, lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { aCourse, enrolmentId, studentId } from "../../support/money-builders.ts";
import { LESSON_FEN, taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const FIRST = enrolmentId(1);
const SECOND = enrolmentId(2);
/** The clock of these tests stands at nine on Friday 2026-03-06: fifteen working days end with 03-27. */
const DUE_AT = Date.parse("2026-03-28T00:00:00+08:00");
const HALF = (Date.parse("2026-03-06T09:00:00+08:00") + DUE_AT) / 2;

let world: TaughtClass;
let calls: LessonCalls;
let facts: ReturnType<typeof lessonFacts>;
let due: DueLine;

const setUp = async (): Promise<void> => {
  world = await taughtClass();
  await seedCalendar(world.kit);
  calls = lessonCalls(world.kit, world.classId);
  facts = lessonFacts(world.kit);
  due = dueLine(world.kit);
  await calls.attend(world.teacher, present(FIRST, SECOND));
  await calls.request(world.teacher);
};

const goTo = (at: number): void => {
  world.kit.advance(at - world.kit.now());
};
const guardian = (index: number) => {
  const family = world.families[index];
  if (family === undefined) throw new Error(`no family ${index}`);
  return family.guardian;
};
const lessonOf = async (id: string) => (await findLessonItem(world.kit.table, id, 1))?.lesson;
const guardCount = async (n: number): Promise<unknown> => {
  const { institutionId, subjectKey } = aCourse();
  const item = await world.kit.table.get(keys.orderGuard(studentId(n), institutionId, subjectKey));
  return item?.["unconsumedLessonCount"];
};
const deemedEntries = () =>
  entriesIn(world.kit.table).filter(({ eventName }) => eventName === "lesson-deemed");

describe("a family's silence", () => {
  beforeEach(setUp);

  it("begins to count with the notice in the guardian's inbox, in one commit", async () => {
    expect(noticesTo(world.kit, guardian(0).memberId)).toEqual(["confirmation-requested"]);
    const lesson = await lessonOf(FIRST);
    expect(lesson?.deadline).toMatchObject({
      basis: "全国校外教育培训监管与服务综合平台家长端使用公告（各地）",
      fromDay: "2026-03-06",
      workingDays: 15,
      lastDay: "2026-03-27",
      dueAt: DUE_AT,
      provisional: false,
    });
  });

  it("is reminded of at half time and a day before the end, once each", async () => {
    goTo(HALF - 1);
    expect(await due.minute()).toBe(0);
    goTo(HALF);
    expect(await due.minute()).toBe(2);
    expect(await due.minute()).toBe(0);
    goTo(DUE_AT - DAY_MS);
    expect(await due.minute()).toBe(2);
    expect(noticesTo(world.kit, guardian(0).memberId)).toEqual([
      "confirmation-requested",
      "confirmation-reminder",
      "confirmation-reminder",
    ]);
    expect(await facts.statusOf(FIRST)).toBe("requested");
  });

  it("confirms at the legal instant and not a millisecond before", async () => {
    goTo(DUE_AT - 1);
    await due.minute();
    expect(await facts.statusOf(FIRST)).toBe("requested");
    expect(await due.minute()).toBe(0);
    goTo(DUE_AT);
    expect(await due.minute()).toBe(2);
    expect(await lessonOf(FIRST)).toMatchObject({ status: "deemed", confirmedBy: "silence" });
    expect((await facts.enrolment(FIRST)).balances).toMatchObject({
      pending: 0,
      earned: LESSON_FEN,
      unconsumed: 2 * LESSON_FEN,
    });
    expect(await guardCount(1)).toBe(2);
    expect(noticesTo(world.kit, guardian(0).memberId).at(-1)).toBe("lesson-deemed");
    expect(await due.minute()).toBe(0);
    expect(world.kit.defects).toEqual([]);
  });

  it("confirms also where the clock leaps over the reminders and the end", async () => {
    goTo(DUE_AT + 40 * DAY_MS);
    expect(await due.minute()).toBe(2);
    expect(await facts.statusOf(FIRST)).toBe("deemed");
    expect(noticesTo(world.kit, guardian(0).memberId)).toEqual([
      "confirmation-requested",
      "lesson-deemed",
    ]);
  });

  it("acts once, however often and in whatever order its messages come", async () => {
    goTo(HALF);
    const early = await due.look();
    goTo(DUE_AT);
    const messages = await due.look();
    const again = await due.look();
    expect([early.length, messages.length, again.length]).toEqual([2, 2, 2]);
    expect(await due.actOn([...messages, ...again.toReversed(), ...early, ...messages])).toEqual(
      [],
    );
    expect(deemedEntries()).toHaveLength(2);
    expect((await facts.enrolment(FIRST)).balances.earned).toBe(LESSON_FEN);
    expect(await guardCount(1)).toBe(2);
    expect(await due.actOn(messages)).toEqual([]);
    expect(outcomes(world.kit).filter((outcome) => outcome === "deemed")).toHaveLength(2);
    expect(deemedEntries()).toHaveLength(2);
  });

  it("and the family's word at the same instant: one of them earns the fee, once", async () => {
    goTo(DUE_AT);
    const messages = await due.look();
    const [answer] = await Promise.all([calls.confirm(guardian(0), FIRST), due.actOn(messages)]);
    expect([200, 409]).toContain(answer.status);
    expect(["confirmed", "deemed"]).toContain(await facts.statusOf(FIRST));
    expect((await facts.enrolment(FIRST)).balances.earned).toBe(LESSON_FEN);
    expect(await guardCount(1)).toBe(2);
    expect(await facts.statusOf(SECOND)).toBe("deemed");
    expect(world.kit.defects).toEqual([]);
  });

  it("ends with the family's word: its messages then find nothing to do", async () => {
    goTo(DUE_AT);
    const messages = await due.look();
    expect((await calls.confirm(guardian(0), FIRST)).status).toBe(200);
    expect(await due.actOn(messages)).toEqual([]);
    expect(await facts.statusOf(FIRST)).toBe("confirmed");
    expect(deemedEntries()).toHaveLength(1);
    expect(noticesTo(world.kit, guardian(0).memberId)).toEqual(["confirmation-requested"]);
  });

  it("is worked off after a crash: whatever was not committed is due again", async () => {
    goTo(DUE_AT);
    const lost = await due.look();
    expect(lost).toHaveLength(2);
    const commit = world.kit.table.commit.bind(world.kit.table);
    world.kit.table.commit = () => Promise.reject(new Error("the process died"));
    const messages = await due.look();
    expect(await due.actOn(messages)).toHaveLength(2);
    expect(await facts.statusOf(FIRST)).toBe("requested");
    world.kit.table.commit = commit;
    expect(await due.minute()).toBe(2);
    expect(await facts.statusOf(FIRST)).toBe("deemed");
    expect(deemedEntries()).toHaveLength(2);
  });

  it("fails only the message that cannot be understood", async () => {
    goTo(DUE_AT);
    const [first, second] = await due.look();
    const unknown = { pk: "NTC#x", sk: "HEAD", type: "notice", duesk: "0" };
    expect(await due.actOn([first, unknown, second])).toEqual(["message-1"]);
    expect(deemedEntries()).toHaveLength(2);
  });

  it("sets the fee on its way to the institution as the family's word does", async () => {
    goTo(DUE_AT);
    await due.minute();
    const line = releaseLine(world.kit, fakeBank());
    await line.instruct();
    expect(await facts.statusOf(FIRST)).toBe("releasing");
    expect((await facts.enrolment(FIRST)).balances).toMatchObject({
      earned: 0,
      releasing: LESSON_FEN,
    });
  });
});
