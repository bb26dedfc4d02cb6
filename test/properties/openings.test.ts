import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountedFen } from "../../domain/custody/balances.ts";
import { EarlierSale, lessonsLeft, unconsumedFen } from "../../domain/enrolment/opening.ts";
import {
  depositOpening,
  finishOpeningDeposit,
  receiveOpeningDeposit,
  requestOpeningDeposit,
} from "../../domain/enrolment/opening-deposit.ts";
import { scheduledLesson } from "../../domain/lesson/lesson.ts";
import { fen } from "../../domain/shared/money.ts";
import { MONDAY, valueOf } from "../support/money-builders.ts";
import { ACCOUNT, anOpening, DEADLINE, LIST, payInOf } from "../support/opening-builders.ts";
import { lessonAmountsByFractions } from "../support/oracles/lesson-amounts.ts";

const anySale = fc
  .record({
    bought: fc.integer({ min: 1, max: 120 }),
    taught: fc.nat({ max: 119 }),
    each: fc.nat(),
  })
  .map(({ bought, taught, each }) =>
    EarlierSale.parse({
      ...{ contractNo: "XZ-1", paidOn: "2026-01-12", lessonsBought: bought },
      lessonsTaught: taught % bought,
      paidFen: bought + (each % 1_000_000),
    }),
  );

describe("what is left of a sale of before", () => {
  it("is the amounts of its last lessons, as exact fractions give them", () => {
    fc.assert(
      fc.property(anySale, (sale) => {
        const amounts = lessonAmountsByFractions(sale.paidFen, sale.lessonsBought);
        const left = amounts.slice(sale.lessonsTaught).reduce((sum, amount) => sum + amount, 0);
        expect(unconsumedFen(sale)).toBe(left);
      }),
    );
  });
});

describe("any list of sales of before", () => {
  it("asks for one deposit that is the sum of its openings, and every fen of it ends in one state", () => {
    fc.assert(
      fc.property(fc.array(anySale, { minLength: 1, maxLength: 40 }), (sales) => {
        const stated = sales.map((sale, place) => anOpening(sale, place + 1));
        const parts = stated.map(({ enrolmentId, priceFen }) => ({
          ...{ enrolmentId, amountFen: priceFen },
        }));
        const { deposit } = requestOpeningDeposit(LIST, ACCOUNT, parts, DEADLINE);
        const received = valueOf(receiveOpeningDeposit(deposit, payInOf(deposit), MONDAY)).deposit;
        const opened = stated.flatMap(
          (one) => depositOpening(one, received, MONDAY)?.enrolment ?? [],
        );
        expect(opened).toHaveLength(stated.length);
        expect(opened.map((one) => depositOpening(one, received, MONDAY))).toEqual(
          opened.map(() => undefined),
        );
        const states = opened.reduce((sum, { balances }) => sum + accountedFen(balances), 0);
        const openings = sales.reduce((sum, sale) => sum + unconsumedFen(sale), 0);
        expect([deposit.totalFen, states]).toEqual([openings, openings]);
        expect(finishOpeningDeposit(received)?.deposit.status).toBe("posted");
        for (const [place, one] of opened.entries()) {
          const left = lessonsLeft(sales[place] ?? EarlierSale.parse({}));
          const lessons = Array.from({ length: left }, (_, at) => scheduledLesson(one, at + 1));
          const sum = lessons.reduce((total, { amountFen }) => total + amountFen, 0);
          expect(sum).toBe(one.balances.unconsumed);
        }
      }),
    );
  });

  it("is paid by no other amount", () => {
    fc.assert(
      fc.property(anySale, fc.integer({ min: 1, max: 1_000_000 }), (sale, offBy) => {
        const { enrolmentId, priceFen } = anOpening(sale, 1);
        const parts = [{ enrolmentId, amountFen: priceFen }];
        const { deposit } = requestOpeningDeposit(LIST, ACCOUNT, parts, DEADLINE);
        const payIn = { ...payInOf(deposit), amountFen: fen(deposit.totalFen + offBy) };
        const received = receiveOpeningDeposit(deposit, payIn, MONDAY);
        expect(received.ok ? "received" : received.refusal.code).toBe(
          "custody.pay-in-wrong-amount",
        );
      }),
    );
  });
});
