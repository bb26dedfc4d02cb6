import { describe, expect, it } from "vitest";
import { quoteRefund } from "../../../domain/refund/quote.ts";
import type { LessonStatus } from "../../../domain/lesson/transitions.ts";
import { RefundRule, refundRuleTexts } from "../../../domain/refund/ground.ts";
import { fen } from "../../../domain/shared/money.ts";
import { DAY_MS, localDate } from "../../../domain/shared/time.ts";
import { MONDAY, refusalOf, valueOf } from "../../support/money-builders.ts";
import { MIDWAY, refundCase, times } from "../../support/refunds.ts";

const quoted = (changes: Parameters<typeof refundCase>[0], at = MIDWAY) =>
  valueOf(quoteRefund(refundCase(changes), at));
const atListPrice = { order: { listUnitFen: fen(15_000) }, rules: { isListPriceBasis: true } };
const ruleAmounts = (changes: Parameters<typeof refundCase>[0]) =>
  Object.fromEntries(quoted(changes).terms.map(({ rule, amountFen }) => [rule, amountFen]));

describe("the vectors of the handbook", () => {
  it("12 of 40 lessons taken for ¥4,800: ¥3,360 back", () => {
    expect(quoted({ statuses: times(12, "released") }).totalFen).toBe(336_000);
  });

  it("the same at the undiscounted price of ¥150: ¥3,000 back, ¥360 the institution's", () => {
    const quote = quoted({ statuses: times(12, "released"), ...atListPrice });
    expect(quote).toMatchObject({ custodyFen: 300_000, deductedFen: 36_000, institutionFen: 0 });
  });

  it("35 of 40 lessons taken: ¥600 back; at the undiscounted price nothing, and nothing beyond", () => {
    expect(quoted({ statuses: times(35, "released") }).totalFen).toBe(60_000);
    expect(quoted({ statuses: times(35, "released"), ...atListPrice }).totalFen).toBe(0);
    expect(ruleAmounts({ statuses: times(35, "released"), ...atListPrice })).toEqual({
      paid: 480_000,
      "lessons-taken": -420_000,
      "lessons-at-list-price": -105_000,
      "nothing-beyond-prepayment": 45_000,
    });
  });

  it("¥3,000 paid with ¥600 given, ¥900 of it taken by face: ¥2,250 back", () => {
    const gifted = { paidFen: 300_000, lessonCount: 8, statuses: times(2, "released") };
    expect(quoted({ ...gifted, ask: { ground: "institution" } }).totalFen).toBe(225_000);
  });
});

describe("what becomes of a lesson", () => {
  it.each<[LessonStatus, number]>([
    ["scheduled", 12_000],
    ["absent", 12_000],
    ["taught", 0],
    ["missed", 0],
    ["requested", 0],
    ["disputed", 0],
    ["confirmed", 0],
    ["deemed", 0],
    ["releasing", 0],
    ["released", 0],
    ["refunding", 0],
    ["returned", 0],
  ])("that is %s: %i fen of it go back", (status, amountFen) => {
    const quote = quoted({ statuses: [status, "released"] });
    expect(quote.totalFen - 38 * 12_000).toBe(amountFen);
    expect(quote.lessons.some(({ lessonNumber }) => lessonNumber === 1)).toBe(amountFen > 0);
  });

  it("is said in a line of its own, and the lines sum to the total", () => {
    const statuses: LessonStatus[] = ["released", "requested", "disputed", "returned", "taught"];
    expect(ruleAmounts({ statuses, ask: { lessonNumbers: [40] } })).toEqual({
      paid: 480_000,
      "lessons-taken": -24_000,
      "lessons-awaiting-family": -12_000,
      "lessons-disputed": -12_000,
      "lessons-refunded-before": -12_000,
      "lessons-kept": -34 * 12_000,
    });
  });

  it.each<LessonStatus>(["released", "requested", "disputed", "refunding"])(
    "that is %s cannot be chosen",
    (status) => {
      const refund = refundCase({ statuses: [status], ask: { lessonNumbers: [1, 2] } });
      expect(refusalOf(quoteRefund(refund, MIDWAY))).toEqual({
        code: "refund.lesson-not-refundable",
        facts: { lessonNumber: 1, status },
      });
    },
  );

  it("refuses a lesson that the order has not", () => {
    const refund = refundCase({ ask: { lessonNumbers: [41] } });
    expect(refusalOf(quoteRefund(refund, MIDWAY))?.facts).toEqual({
      lessonNumber: 41,
      status: "-",
    });
  });
});

describe("the grounds", () => {
  it("before the start gives all back, whatever else was said, within 5 days", () => {
    expect(quoted({ ...atListPrice }, MONDAY)).toMatchObject({
      ground: "before-start",
      custodyFen: 480_000,
      payBy: Date.parse("2026-03-08T00:00:00+08:00"),
    });
  });

  it("before the start is refused once the class has begun", () => {
    const refund = refundCase({ ask: { ground: "before-start" } });
    expect(quoteRefund(refund, MONDAY + 7 * DAY_MS - 1).ok).toBe(true);
    expect(refusalOf(quoteRefund(refund, MONDAY + 7 * DAY_MS))?.code).toBe("refund.already-begun");
  });

  it("the cooling-off ends with its seventh day", () => {
    const end = Date.parse("2026-03-10T00:00:00+08:00");
    const refund = refundCase({ ask: { ground: "cooling-off" } });
    expect(quoteRefund(refund, end - 1).ok).toBe(true);
    expect(refusalOf(quoteRefund(refund, end))?.code).toBe("refund.cooling-off-over");
  });

  it("the cooling-off is not for who had the same service before", () => {
    const refund = refundCase({ ask: { ground: "cooling-off", hadSameService: true } });
    expect(refusalOf(quoteRefund(refund, MONDAY))?.code).toBe("refund.same-service-before");
  });

  it("after the start the rest is due within 15 days", () => {
    expect(quoted({ statuses: ["released"] }).payBy).toBe(Date.parse("2026-04-17T00:00:00+08:00"));
  });

  it("in deposit mode the institution pays all of it", () => {
    const quote = quoted({ statuses: times(12, "confirmed"), order: { mode: "risk-deposit" } });
    expect(quote).toMatchObject({ custodyFen: 0, institutionFen: 336_000, totalFen: 336_000 });
  });
});

describe("interest", () => {
  const since = { terminatedOn: localDate("2026-03-02") };
  const deposit = { mode: "risk-deposit" } as const;

  it.each([
    ["the institution's cause, not in custody", "institution", deposit, 336_000, 300, 828],
    ["the consumer's cause, not in custody", "consumer", deposit, 336_000, 150, 414],
    ["money in custody", "institution", {}, 336_000, 5, 14],
    [
      "an agreed rate",
      "consumer",
      { ...deposit, agreedInterestBasisPoints: 600 },
      336_000,
      600,
      1_657,
    ],
  ] as const)("for %s", (_what, ground, order, principalFen, basisPoints, amountFen) => {
    const quote = quoted({ statuses: times(12, "released"), order, ask: { ground, ...since } });
    expect(quote.terms.at(-1)).toMatchObject({
      interest: { principalFen, basisPoints, days: 30 },
      amountFen,
    });
    expect(quote.totalFen).toBe(336_000 + amountFen);
    expect(quote.custodyFen).toBe(order === deposit || "mode" in order ? 0 : 336_000);
  });

  it("runs from no day on which the contract cannot have ended", () => {
    for (const day of ["2026-12-01", "2026-02-01"]) {
      const ask = { ground: "institution", terminatedOn: localDate(day) } as const;
      expect(refusalOf(quoteRefund(refundCase({ order: deposit, ask }), MIDWAY))?.code).toBe(
        "refund.terminated-on-impossible",
      );
    }
  });

  it("does not run in the cooling-off", () => {
    const cooling = { order: deposit, ask: { ground: "cooling-off", ...since } } as const;
    expect(quoted(cooling, MONDAY + 5 * DAY_MS).totalFen).toBe(480_000);
  });
});

describe("several partial refunds at the undiscounted price", () => {
  it("leave the difference to the lessons that are kept, and deduct it once when none is", () => {
    const taken = times(12, "released");
    const first = quoted({ statuses: taken, ...atListPrice, ask: { lessonNumbers: [40] } });
    expect(first).toMatchObject({ custodyFen: 12_000, deductedFen: 0 });
    const statuses = [...taken, ...times(27, "scheduled"), "returned" as const];
    const last = quoted({ statuses, ...atListPrice });
    expect(last).toMatchObject({ custodyFen: 288_000, deductedFen: 36_000 });
    const deducted = quoted({ statuses, ...atListPrice, deductedBeforeFen: 36_000 });
    expect(deducted).toMatchObject({ custodyFen: 324_000, deductedFen: 0 });
  });
});

describe("the contract's own window", () => {
  const order = { ...atListPrice.order, fullRefundUntil: MIDWAY + 1 };

  it("spares the undiscounted price, to its last instant", () => {
    const statuses = times(12, "released");
    expect(quoted({ ...atListPrice, order, statuses })).toMatchObject({
      ground: "contract-window",
      totalFen: 336_000,
    });
    expect(quoted({ ...atListPrice, order, statuses }, MIDWAY + 1)).toMatchObject({
      ground: "consumer",
      totalFen: 300_000,
    });
  });

  it("cannot be claimed where there is none", () => {
    const refund = refundCase({ ask: { ground: "contract-window" } });
    expect(refusalOf(quoteRefund(refund, MIDWAY))?.code).toBe("refund.window-over");
  });
});

describe("every line of a quote", () => {
  it.each(RefundRule.options)("%s is worded in both languages and names its article", (rule) => {
    const { zh, en, article } = refundRuleTexts[rule];
    expect(zh).toMatch(/\p{Script=Han}/u);
    expect(en).toMatch(/^[A-Z]/);
    expect(article.length).toBeGreaterThan(5);
  });
});
