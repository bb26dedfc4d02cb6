import { describe, expect, it } from "vitest";
import type { RefundCase } from "../../support/refund-oracle/case-builder.ts";
import { refundCases } from "../../support/refund-oracle/cases.ts";
import { amountsOf, lessonsOf } from "../../support/refund-oracle/lessons.ts";
import { refundByLaw } from "../../support/refund-oracle/oracle.ts";
import type { Answer, Question } from "../../support/refund-oracle/question.ts";

const titleOf = ({ article, name }: RefundCase): string => `${article}: ${name}`;

const byHand = refundCases.flatMap((one) =>
  one.byHand === undefined ? [] : [{ title: titleOf(one), found: one.expect, paper: one.byHand }],
);

const all = refundCases.map((one) => ({ ...one, title: titleOf(one) }));

const returnedBefore = (given: Question): number =>
  amountsOf(lessonsOf(given).filter(({ state }) => state === "returned"));

describe("the oracle of refunds", () => {
  it("is asked often enough, and often enough on paper, with no name used twice", () => {
    expect(refundCases.length).toBeGreaterThanOrEqual(110);
    expect(byHand.length).toBeGreaterThanOrEqual(40);
    expect(new Set(refundCases.map(titleOf)).size).toBe(refundCases.length);
  });

  it.each(byHand)("agrees with the paper in $title", ({ found, paper }) => {
    const nothing: Answer = { refundFen: 0, interestFen: 0, deductedFen: 0, heldFen: 0 };
    expect(found).toEqual({ ...nothing, ...paper });
  });

  it.each(all)("gives every fen one place in $title", ({ given, expect: answer }) => {
    const placed = answer.refundFen + answer.deductedFen + answer.heldFen + returnedBefore(given);
    if (given.askedLessons === undefined && answer.refused === undefined)
      expect(placed).toBe(given.paidFen);
    expect(placed).toBeLessThanOrEqual(given.paidFen);
    expect(
      Math.min(answer.refundFen, answer.deductedFen, answer.interestFen),
    ).toBeGreaterThanOrEqual(0);
  });

  it.each(all)("returns exactly the amounts of the lessons it names in $title", (one) => {
    const named = one.expect.returnedLessons;
    const lessons = lessonsOf(one.given);
    expect(amountsOf(lessons)).toBe(one.given.lessons === 0 ? 0 : one.given.paidFen);
    if (named === undefined) return;
    const returned = lessons.filter(({ n }) => named.includes(n));
    expect([amountsOf(returned), returned.length]).toEqual([one.expect.refundFen, named.length]);
  });

  it.each(all)("never gives less for the institution's cause in $title", ({ given }) => {
    const { interest: _, ...params } = given.params;
    const refundFor = (cause: Question["cause"]): number =>
      refundByLaw({ ...given, params, cause }).refundFen;
    expect(refundFor("institution")).toBeGreaterThanOrEqual(refundFor("consumer"));
  });

  it("gives the same money lesson by lesson as at once", () => {
    const at = (returned: number): Question => ({
      ...questionOf("7 uneven lessons, none taught"),
      lessonStates: Array.from({ length: returned }, (_, i) => ({ n: i + 1, state: "returned" })),
    });
    let sumFen = 0;
    for (let n = 1; n <= 7; n += 1)
      sumFen += refundByLaw({ ...at(n - 1), askedLessons: [n] }).refundFen;
    expect([sumFen, refundByLaw(at(7)).refused]).toEqual([100_001, "nothing-refundable"]);
  });

  it("turns away a question that contradicts itself", () => {
    const given = questionOf("vector: 12 of 40 taught");
    const asked = (changes: Partial<Question>) => () => refundByLaw({ ...given, ...changes });
    expect(asked({ askedAt: "2026-03-02T09:59:59+08:00" })).toThrow("before the payment");
    expect(asked({ lessonStates: { confirmed: 41 } })).toThrow("41 states");
    expect(asked({ lessonStates: [{ n: 41, state: "confirmed" }] })).toThrow("lesson 41");
    expect(asked({ lessonStates: twice(3) })).toThrow("named twice");
    expect(asked({ askedAt: "yesterday" })).toThrow("neither a date nor an instant");
    expect(asked({ params: { ...given.params, interest: terms("2026-05-31") } })).toThrow("run");
    expect(asked({ params: { ...given.params, interest: terms("2026-06-02") } })).toThrow(
      "no rate",
    );
  });
});

const twice = (n: number): Question["lessonStates"] => [
  { n, state: "confirmed" },
  { n, state: "disputed" },
];

const terms = (to: string) => ({ from: "2026-06-01", to });

function questionOf(name: string): Question {
  const found = refundCases.find((one) => one.name === name);
  if (found === undefined) throw new Error(`no case is named ${name}`);
  return found.given;
}
