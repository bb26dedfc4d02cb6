import { beforeEach, describe, expect, it } from "vitest";
import { busyClass, type BusyClass, financeCalls } from "../../support/finance.ts";
import { freezeCalls } from "../../support/freezes.ts";
import { enrolmentId } from "../../support/money-builders.ts";
import { LESSON_FEN, PRICE_FEN } from "../../support/taught-class.ts";

let city: BusyClass;
beforeEach(async () => {
  city = await busyClass();
});

interface Lesson {
  readonly amountFen: number;
  readonly money?: string;
}

describe("where a family's money is", () => {
  it("is shown lesson by lesson, with the bank's serial, and what happens next and when", async () => {
    const { status, body } = await city.trace(city.family, city.first);
    expect(status).toBe(200);
    expect(body.payment).toMatchObject({ bankSerial: "SB1" });
    expect(body.lessons).toMatchObject([
      {
        status: "released",
        money: "released",
        amountFen: LESSON_FEN,
        taughtAt: "2026-03-03T17:00:00.000+08:00",
        requestedAt: "2026-03-06T09:00:00.000+08:00",
        confirmedAt: "2026-03-06T09:00:00.000+08:00",
        confirmedBy: "guardian",
        instruction: {
          instructionId: city.paid.instructionId,
          status: "executed",
          bankSerial: `SB-${city.paid.instructionId.slice(-8)}`,
          answeredAt: "2026-03-06T09:00:00.000+08:00",
        },
      },
      {
        status: "requested",
        money: "pending",
        nextStep: {
          step: "confirm-or-dispute",
          by: "family",
          expectedAt: "2026-03-28T00:00:00.000+08:00",
          provisional: false,
        },
      },
      { status: "scheduled", money: "unconsumed", nextStep: { step: "teach-lesson" } },
    ]);
    expect(body.lessons[0].nextStep).toBeUndefined();
    expect(city.kit.defects).toEqual([]);
  });

  it("names the dispute, and when a fee that came back is instructed again", async () => {
    const { body } = await city.trace(city.otherFamily, city.second);
    expect(body.lessons).toMatchObject([
      {
        status: "confirmed",
        money: "earned",
        instruction: { status: "rejected", reasonCode: "insufficient-balance" },
        nextStep: {
          step: "instruct-bank",
          by: "platform",
          expectedAt: "2026-03-06T09:30:00.000+08:00",
        },
      },
      { money: "disputed", nextStep: { step: "settle-dispute", by: "authority" } },
      { money: "unconsumed" },
    ]);
    expect(body.lessons[1].disputeId).toMatch(/^dsp_/);
    expect(body.lessons[1].nextStep.expectedAt).toBeUndefined();
  });

  it("accounts for every fen: the lessons add up to the balances, state by state", async () => {
    for (const [family, enrolment] of [
      [city.family, city.first],
      [city.otherFamily, city.second],
    ] as const) {
      const { body } = await city.trace(family, enrolment);
      const lessons = body.lessons as readonly Lesson[];
      expect(lessons.reduce((sum, lesson) => sum + lesson.amountFen, 0)).toBe(PRICE_FEN);
      for (const state of [
        "unconsumed",
        "pending",
        "disputed",
        "earned",
        "releasing",
        "released",
      ]) {
        const there = lessons.filter((lesson) => lesson.money === state);
        const sum = there.reduce((all, lesson) => all + lesson.amountFen, 0);
        expect([state, sum]).toEqual([state, body.balancesFen[state]]);
      }
    }
  });

  it("says that a frozen institution's fees wait for the end of the freeze, and whose that is", async () => {
    const { kit, institutionId, world } = city;
    const frozen = await freezeCalls(kit, institutionId).freeze(world.officer);
    expect(frozen.status).toBe(202);
    const { body } = await city.trace(city.otherFamily, city.second);
    expect(body.lessons[0].nextStep).toEqual({ step: "lift-freeze", by: "authority" });
    expect(body.lessons[1].nextStep).toEqual({ step: "settle-dispute", by: "authority" });
    expect(kit.defects).toEqual([]);
  });

  it("is of one moment, though the money moves while it is looked for", async () => {
    const { table } = city.kit;
    let isFirst = true;
    const moving: typeof table = {
      ...table,
      query: async (query) => {
        const isMoment = isFirst;
        isFirst = false;
        if (isMoment) await city.lessons.confirm(city.family, city.first, { lesson: "2" });
        return table.query(query);
      },
    };
    const calls = financeCalls({ ...city.kit, table: moving });
    const { status, body } = await calls.trace(city.family, city.first);
    expect([status, isFirst]).toEqual([200, false]);
    expect(body.lessons[1]).toMatchObject({ status: "confirmed", money: "earned" });
    expect(body.balancesFen).toMatchObject({ pending: 0, earned: LESSON_FEN });
  });

  it("is shown to that family alone", async () => {
    const other = await city.trace(city.otherFamily, city.first);
    const none = await city.trace(city.family, enrolmentId(99));
    expect([other.status, other.body.code]).toEqual([404, "resource.not-found"]);
    expect([none.status, none.body.code]).toEqual([404, "resource.not-found"]);
    expect((await city.trace(city.finance, city.first)).status).toBe(403);
    expect((await city.trace(city.family, "enr_1")).body.code).toBe("input.invalid");
  });
});
