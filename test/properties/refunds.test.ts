import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { accountedFen, receivedFen } from "../../domain/custody/balances.ts";
import { LessonStatus } from "../../domain/lesson/transitions.ts";
import { decideRefund, decideWithdrawRefund } from "../../domain/refund/decide-refund.ts";
import { quoteRefund } from "../../domain/refund/quote.ts";
import { fen } from "../../domain/shared/money.ts";
import { shareFen } from "../../domain/refund/share.ts";
import { valueOf } from "../support/money-builders.ts";
import { paidStory } from "../support/money-story.ts";
import { after, bankSays, instructed, orderOf, requestFor } from "../support/refund-story.ts";
import { MIDWAY, refundCase } from "../support/refunds.ts";

const anyStatuses = fc.array(fc.constantFrom(...LessonStatus.options), {
  minLength: 1,
  maxLength: 12,
});
const anyOrder = fc.record({
  statuses: anyStatuses,
  paidFen: fc.integer({ min: 12, max: 500_000 }),
  listUnitFen: fc.nat({ max: 100_000 }),
  isListPriceBasis: fc.boolean(),
});

const caseOf = (
  {
    statuses,
    paidFen,
    listUnitFen,
    isListPriceBasis,
  }: typeof anyOrder extends fc.Arbitrary<infer T> ? T : never,
  more: Parameters<typeof refundCase>[0] = {},
) =>
  refundCase({
    paidFen,
    statuses,
    lessonCount: statuses.length,
    order: { listUnitFen: fen(listUnitFen) },
    rules: { isListPriceBasis },
    ...more,
  });

/** The statuses of lessons whose money the bank has paid to somebody, or is about to. */
const gone = new Set<LessonStatus>(["releasing", "released", "refunding", "returned"]);

describe("a quote, whatever has become of the lessons", () => {
  it("has lines that sum to it, and takes out of custody no more than the returned lessons carry", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const quote = valueOf(quoteRefund(caseOf(order), MIDWAY));
        expect(quote.terms.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(quote.totalFen);
        const carried = quote.lessons.reduce((sum, { amountFen }) => sum + amountFen, 0);
        expect(quote.custodyFen + quote.deductedFen).toBe(carried);
      }),
    );
  });

  it("never gives back a lesson whose money is gone", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const quote = valueOf(quoteRefund(caseOf(order), MIDWAY));
        for (const { lessonNumber } of quote.lessons)
          expect(gone.has(order.statuses[lessonNumber - 1] ?? "returned")).toBe(false);
      }),
    );
  });

  it("is no higher when one more lesson was taken", () => {
    fc.assert(
      fc.property(anyOrder, fc.nat({ max: 11 }), (order, index) => {
        fc.pre(order.statuses[index] === "scheduled");
        const statuses = order.statuses.with(index, "confirmed");
        const [less, more] = [order, { ...order, statuses }].map(
          (each) => valueOf(quoteRefund(caseOf(each), MIDWAY)).totalFen,
        );
        expect(more).toBeLessThanOrEqual(less ?? 0);
      }),
    );
  });

  it("is never better for the institution where the cause is its own", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const total = (ground: "consumer" | "institution") =>
          valueOf(quoteRefund(caseOf(order, { ask: { ground } }), MIDWAY)).totalFen;
        expect(total("institution")).toBeGreaterThanOrEqual(total("consumer"));
      }),
    );
  });
});

/** Carries a refund of these lessons through to the bank's payment, where there is anything to pay. */
function payBack(order: ReturnType<typeof orderOf>, lessonNumbers: readonly number[]) {
  const asked = requestFor(order, { ground: "institution", lessonNumbers });
  if (!asked.ok) return order;
  const held = after(order, asked.value);
  const agreed = valueOf(decideRefund(asked.value.refund, { agree: true }, MIDWAY)).refund;
  const receipt = valueOf(bankSays(held, instructed(agreed).refund, "executed"));
  return receipt.outcome === "paid" ? after(held, receipt.decision) : held;
}

describe("several refunds of one order", () => {
  it("come to the same in any order and any parts, and money is conserved", () => {
    const anyParts = fc.record({
      paidFen: fc.integer({ min: 8, max: 500_000 }),
      parts: fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 8, maxLength: 8 }),
    });
    fc.assert(
      fc.property(anyParts, ({ paidFen, parts }) => {
        const numbers = parts.map((_, index) => index + 1);
        const inParts = [0, 1, 2, 3].reduce(
          (order, part) =>
            payBack(
              order,
              numbers.filter((number) => parts[number - 1] === part),
            ),
          orderOf(paidStory(fen(paidFen), 8)),
        );
        const atOnce = payBack(orderOf(paidStory(fen(paidFen), 8)), numbers);
        expect(inParts).toEqual(atOnce);
        const { balances } = inParts.enrolment;
        expect(accountedFen(balances)).toBe(receivedFen(balances));
        expect(balances.refunded).toBe(paidFen);
      }),
      { numRuns: 30 },
    );
  });

  it("that are withdrawn leave no trace in the order", () => {
    const anyChoice = fc.uniqueArray(fc.integer({ min: 1, max: 8 }), { minLength: 1 });
    fc.assert(
      fc.property(anyChoice, (lessonNumbers) => {
        const order = orderOf(paidStory(fen(48_001), 8));
        const asked = valueOf(requestFor(order, { ground: "consumer", lessonNumbers }));
        const held = after(order, asked);
        const back = valueOf(decideWithdrawRefund(held, asked.refund, MIDWAY));
        expect(after(held, back)).toEqual(order);
      }),
      { numRuns: 30 },
    );
  });
});

describe("a share of an amount", () => {
  it("is within half a fen of the exact fraction, half a fen going up", () => {
    const anyShare = fc.tuple(
      fc.nat({ max: 5_000_000 }),
      fc.nat({ max: 1_000_000 }),
      fc.integer({ min: 1, max: 3_650_000 }),
    );
    fc.assert(
      fc.property(anyShare, ([amount, numerator, denominator]) => {
        const off =
          2n *
          (BigInt(shareFen(fen(amount), numerator, denominator)) * BigInt(denominator) -
            BigInt(amount) * BigInt(numerator));
        expect(off > -BigInt(denominator) && off <= BigInt(denominator)).toBe(true);
      }),
    );
  });
});
