import { describe, expect, it, beforeEach } from "vitest";
import { findLessonItem } from "../../../adapters/repositories/lesson-items.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import {
  calendarWith,
  dueLine,
  type DueLine,
  noticesTo,
  outcomes,
  seedCalendar,
} from "../../support/deadlines.ts";
import { type LessonCalls, lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const FIRST = enrolmentId(1);
/** The clock of these tests stands at nine on Friday 2026-03-06: fifteen working days end with 03-27. */
const DUE_AT = Date.parse("2026-03-28T00:00:00+08:00");

let world: TaughtClass;
let calls: LessonCalls;
let facts: ReturnType<typeof lessonFacts>;
let due: DueLine;

const setUp = async (calendar: "known" | "unknown"): Promise<void> => {
  world = await taughtClass();
  if (calendar === "known") await seedCalendar(world.kit);
  calls = lessonCalls(world.kit, world.classId);
  facts = lessonFacts(world.kit);
  due = dueLine(world.kit);
  await calls.attend(world.teacher, present(FIRST, enrolmentId(2)));
  await calls.request(world.teacher);
};

const goTo = (at: number): void => {
  world.kit.advance(at - world.kit.now());
};
const guardian = () => {
  const [family] = world.families;
  if (family === undefined) throw new Error("no family");
  return family.guardian;
};
const lessonOf = async (id: string) => (await findLessonItem(world.kit.table, id, 1))?.lesson;

describe("silence in a year whose calendar is not known", () => {
  beforeEach(() => setUp("unknown"));

  it("is shown with its day, and never confirms anything", async () => {
    expect((await lessonOf(FIRST))?.deadline).toMatchObject({
      lastDay: "2026-03-27",
      provisional: true,
    });
    goTo(DUE_AT + 300 * DAY_MS);
    expect(await due.minute()).toBe(2);
    expect(await facts.statusOf(FIRST)).toBe("requested");
    expect(outcomes(world.kit)).toEqual(["lesson.silence-not-over", "lesson.silence-not-over"]);
    expect((await calls.confirm(guardian(), FIRST)).status).toBe(200);
  });

  it("is counted anew once the calendar is in, and then ends by it", async () => {
    await seedCalendar(world.kit);
    world.kit.advance(2 * 60_000);
    const messages = await due.calendarNews();
    expect(messages).toHaveLength(2);
    expect(await due.actOn([...messages, ...messages])).toEqual([]);
    expect((await lessonOf(FIRST))?.deadline).toMatchObject({ dueAt: DUE_AT, provisional: false });
    expect(noticesTo(world.kit, guardian().memberId)).toEqual([
      "confirmation-requested",
      "confirmation-reminder",
    ]);
    await due.actOn(await due.calendarNews());
    expect(noticesTo(world.kit, guardian().memberId)).toHaveLength(2);
    goTo(DUE_AT);
    expect(await due.minute()).toBe(2);
    expect(await facts.statusOf(FIRST)).toBe("deemed");
  });
});

describe("a calendar that comes in while functions remember that there was none", () => {
  beforeEach(async () => {
    await setUp("unknown");
    const lesson = { ...keys.lesson(FIRST, 1), type: "lesson", duesk: keys.dueInstant(DUE_AT) };
    await due.actOn([lesson]);
    await seedCalendar(world.kit);
  });

  it("is what open periods are counted anew by, however fresh the memory is", async () => {
    await due.actOn(await due.calendarNews());
    expect((await lessonOf(FIRST))?.deadline).toMatchObject({ dueAt: DUE_AT, provisional: false });
  });

  it("reaches a period that began after the news, still by the memory of none", async () => {
    await due.calendarNews();
    goTo(DUE_AT);
    await due.minute();
    await due.minute();
    expect(await facts.statusOf(FIRST)).toBe("deemed");
  });
});

describe("silence over days that a correction of the calendar changes", () => {
  beforeEach(() => setUp("known"));

  const correct = async (...holidays: readonly string[]): Promise<void> => {
    await seedCalendar(world.kit, calendarWith(...holidays));
    world.kit.advance(2 * 60_000);
  };

  it("ends later by the new days off, and the family is told", async () => {
    await correct("2026-03-26", "2026-03-27");
    await due.actOn(await due.calendarNews());
    expect((await lessonOf(FIRST))?.deadline?.lastDay).toBe("2026-03-31");
    goTo(DUE_AT);
    await due.minute();
    expect(await facts.statusOf(FIRST)).toBe("requested");
    goTo(Date.parse("2026-04-01T00:00:00+08:00"));
    await due.minute();
    expect(await facts.statusOf(FIRST)).toBe("deemed");
  });

  it("never ends by the old count, also where the news has not come through", async () => {
    await correct("2026-03-27");
    goTo(DUE_AT);
    expect(await due.minute()).toBe(2);
    expect(outcomes(world.kit)).toEqual(["recounted", "recounted"]);
    expect(await facts.statusOf(FIRST)).toBe("requested");
  });
});
