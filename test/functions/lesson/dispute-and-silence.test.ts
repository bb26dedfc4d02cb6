import { beforeEach, describe, expect, it } from "vitest";
import { keys } from "../../../adapters/table/keys.ts";
import type { MemoryTable } from "../../../adapters/table/memory-table.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { dueLine, type DueLine, seedCalendar } from "../../support/deadlines.ts";
import { type DisputeCalls, disputeCalls } from "../../support/disputes.ts";
import { type Caller, once } from "../../support/door.ts";
import { withTestVault } from "../../support/enrolment.ts";
import { entriesIn } from "../../support/events.ts";
import { lessonCalls, lessonFacts, present } from "../../support/lessons.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { LESSON_FEN, taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const FIRST = enrolmentId(1);
/** Asked on Friday 2026-03-06: the fifteen working days end with 03-27. */
const DUE_AT = Date.parse("2026-03-28T00:00:00+08:00");

let world: TaughtClass;
let disputes: DisputeCalls;
let due: DueLine;
let facts: ReturnType<typeof lessonFacts>;
let family: Caller;

beforeEach(async () => {
  world = await taughtClass(1);
  await seedCalendar(world.kit);
  disputes = disputeCalls(withTestVault(world.kit));
  due = dueLine(world.kit);
  facts = lessonFacts(world.kit);
  [family] = world.families.map(({ guardian }) => guardian) as [Caller];
  const calls = lessonCalls(world.kit, world.classId);
  await calls.attend(world.teacher, present(FIRST));
  await calls.request(world.teacher);
});

const goTo = (at: number): void => {
  world.kit.advance(at - world.kit.now());
};
const namesOf = () => entriesIn(world.kit.table).map(({ eventName }) => eventName);

/** Lets every reminder and end that has come have its effect. */
const letTimeAct = async (): Promise<void> => {
  while ((await due.minute()) > 0);
};

describe("a disputed lesson and the family's time", () => {
  it("is never deemed confirmed, however long the dispute lasts", async () => {
    await disputes.dispute(family, FIRST);
    goTo(DUE_AT + 100 * DAY_MS);
    await letTimeAct();
    expect(namesOf()).not.toContain("lesson-deemed");
    expect((await facts.enrolment(FIRST)).balances.disputed).toBe(LESSON_FEN);
  });

  it("has all of its time again after the withdrawal", async () => {
    await disputes.dispute(family, FIRST);
    goTo(Date.parse("2026-03-27T12:00:00+08:00"));
    await disputes.withdraw(family, FIRST);
    goTo(DUE_AT);
    await letTimeAct();
    expect(await facts.statusOf(FIRST)).toBe("requested");
    // Fifteen working days from 2026-03-30 on, without the holiday of 04-06.
    goTo(Date.parse("2026-04-20T23:59:59+08:00"));
    await letTimeAct();
    expect(await facts.statusOf(FIRST)).toBe("requested");
    goTo(Date.parse("2026-04-21T00:00:00+08:00"));
    await letTimeAct();
    expect(await facts.statusOf(FIRST)).toBe("deemed");
    expect(world.kit.defects).toEqual([]);
  });

  it("at the last instant is either disputed or deemed, never both", async () => {
    goTo(DUE_AT);
    const [disputed] = await Promise.all([disputes.dispute(family, FIRST), letTimeAct()]);
    const settled = namesOf().filter((name) => /^lesson-(disputed|deemed)$/.test(name));
    expect(settled).toEqual([disputed.status === 201 ? "lesson-disputed" : "lesson-deemed"]);
    const { balances } = await facts.enrolment(FIRST);
    expect(balances.disputed + balances.earned).toBe(LESSON_FEN);
    expect(world.kit.defects).toEqual([]);
  });
});

describe("a withdrawal sent twice", () => {
  it("is done once, also where the first is done while the second reads", async () => {
    const { disputeId } = (await disputes.dispute(family, FIRST)).body;
    const headers = once();
    const fast = () => disputes.withdraw(family, FIRST, { headers });
    let isFirst = true;
    const { pk } = keys.dispute(disputeId);
    const table: MemoryTable = {
      ...world.kit.table,
      get: async (key, options) => {
        if (key.pk === pk && isFirst) {
          isFirst = false;
          await fast();
        }
        return world.kit.table.get(key, options);
      },
    };
    const slow = disputeCalls(withTestVault({ ...world.kit, table }));
    const second = await slow.withdraw(family, FIRST, { headers });
    expect([second.status, second.headers["idempotency-replayed"]]).toEqual([200, "true"]);
    expect(namesOf().filter((name) => name === "dispute-withdrawn")).toHaveLength(1);
    expect(world.kit.defects).toEqual([]);
  });
});
