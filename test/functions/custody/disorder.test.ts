import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Entry } from "../../../adapters/journal.ts";
import { StaleVersion } from "../../../adapters/unit-of-work.ts";
import { replayBalances } from "../../../domain/custody/replay.ts";
import type { TestKit } from "../../support/door.ts";
import { type EarnedSetting, earnedSetting } from "../../support/earned-setting.ts";
import { entriesIn } from "../../support/events.ts";
import { lessonCalls, present } from "../../support/lessons.ts";
import { executed, rejected, releaseLine, reportResult } from "../../support/release-line.ts";
import { LESSON_FEN } from "../../support/taught-class.ts";

describe("events that arrive twice, late and out of order", () => {
  it("release each fee once, and the journal replays to the head", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.infiniteStream(fc.nat()),
        fc.constantFrom("executed" as const, "rejected" as const),
        async (choices, outcomeOfFirst) => {
          const whole = await earnedSetting(2, 2);
          const { orders } = await playOut(whole, outcomeOfFirst, () =>
            Number(choices.next().value),
          );
          expect(orders).toBe(4);
          const isRejected = outcomeOfFirst === "rejected";
          let releasedFen = 0;
          for (const { enrolmentId: id } of whole.families) {
            const { balances } = await whole.enrolment(id);
            const journal = entriesIn(whole.kit.table).filter((e) => e.aggregateId === id);
            expect(replayBalances(journal)).toEqual(balances);
            expect([balances.releasing, balances.pending]).toEqual([0, 0]);
            releasedFen += balances.released;
          }
          expect(releasedFen).toBe((isRejected ? 3 : 4) * LESSON_FEN);
          expect(whole.kit.defects).toEqual([]);
        },
      ),
      { numRuns: 25 },
    );
  });
});

type Delivery = () => Promise<void>;

/** Delivers every event and every report twice, up to three at once, whichever are chosen next. */
async function playOut(
  whole: EarnedSetting,
  outcomeOfFirst: "executed" | "rejected",
  choose: () => number,
): Promise<{ orders: number }> {
  const waiting: Delivery[] = [];
  const known = new Set<string>();
  const twice = (delivery: Delivery): void => {
    waiting.push(delivery, delivery);
  };
  const collect = (): void => {
    for (const entry of entriesIn(whole.kit.table)) {
      const key = keyOf(entry);
      if (known.has(key) || !whole.line.isConsumed(entry)) continue;
      known.add(key);
      twice(() => whole.line.deliver(entry));
    }
    for (const order of whole.bank.paid.values()) {
      if (known.has(order.instructionId)) continue;
      const isFirst = ![...known].some((id) => id.startsWith("bin_"));
      known.add(order.instructionId);
      const result = isFirst && outcomeOfFirst === "rejected" ? rejected(order) : executed(order);
      twice(async () => {
        const answer = await reportResult(whole.kit, whole.signer, result);
        if (answer.body.code === "resource.changed") throw new StaleVersion("told again later");
        expect(answer.status).toBe(200);
      });
    }
  };
  collect();
  while (waiting.length > 0) {
    const atOnce = 1 + (choose() % 3);
    const batch = Array.from({ length: Math.min(atOnce, waiting.length) }, () =>
      waiting.splice(choose() % waiting.length, 1),
    ).flat();
    const settled = await Promise.allSettled(batch.map((delivery) => delivery()));
    for (const [index, one] of settled.entries()) {
      if (one.status === "fulfilled") continue;
      // Too many at the same head: the bus, or the bank, brings it again.
      expect(one.reason).toBeInstanceOf(StaleVersion);
      waiting.push(...batch.slice(index, index + 1));
    }
    collect();
  }
  return { orders: whole.bank.paid.size };
}

const keyOf = (entry: Entry): string => `${entry.aggregateId}.${entry.sequence}`;

describe("calls that meet at the store, whichever of their reads and writes comes first", () => {
  /** The same kit, whose store does one thing at a time in the order that the scheduler chooses. */
  const interleaved = (kit: TestKit, scheduler: fc.Scheduler): TestKit => {
    const { table } = kit;
    const get: typeof table.get = (...args) =>
      scheduler.schedule(Promise.resolve()).then(() => table.get(...args));
    const commit: typeof table.commit = (...args) =>
      scheduler.schedule(Promise.resolve()).then(() => table.commit(...args));
    return { ...kit, table: { ...table, get, commit } };
  };

  it("draw up one instruction, and post one result", async () => {
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const whole = await earnedSetting();
        const kit = interleaved(whole.kit, scheduler);
        const line = releaseLine(kit, whole.bank);
        await scheduler.waitFor(Promise.all([line.instruct(), line.instruct()]));
        expect(whole.instructionCount()).toBe(1);
        await whole.line.send();
        const [order] = whole.bank.asked;
        if (order === undefined) throw new Error("nothing was sent");
        const tell = () => reportResult(kit, whole.signer, executed(order));
        const answers = await scheduler.waitFor(Promise.all([tell(), tell()]));
        expect(answers.map((answer) => answer.status)).toEqual([200, 200]);
        expect((await whole.enrolment()).balances.released).toBe(LESSON_FEN);
        expect(whole.kit.defects).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it("confirm a lesson only after it was asked for, and never half", async () => {
    const seen = new Set<number>();
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), async (scheduler) => {
        const whole = await earnedSetting();
        const [family] = whole.families;
        if (family === undefined) throw new Error("no family");
        const { guardian, enrolmentId } = family;
        const calm = lessonCalls(whole.kit, whole.classId);
        await calm.attend(whole.teacher, present(enrolmentId), { session: "2" });
        const met = lessonCalls(interleaved(whole.kit, scheduler), whole.classId);
        const [asked, confirmed] = await scheduler.waitFor(
          Promise.all([
            met.request(whole.teacher, [enrolmentId], { session: "2" }),
            met.confirm(guardian, enrolmentId, { lesson: "2" }),
          ]),
        );
        expect(asked.status).toBe(200);
        seen.add(confirmed.status);
        const { balances } = await whole.enrolment();
        if (confirmed.status === 200) expect(balances.earned).toBe(2 * LESSON_FEN);
        else {
          expect(["lesson.not-requested", "resource.changed"]).toContain(confirmed.body.code);
          expect(balances).toMatchObject({ earned: LESSON_FEN, pending: LESSON_FEN });
        }
        expect(whole.kit.defects).toEqual([]);
      }),
      { numRuns: 60 },
    );
    // The orders are worth something only if they bring forth both ends.
    expect([...seen].sort()).toEqual([200, 409]);
  });
});
