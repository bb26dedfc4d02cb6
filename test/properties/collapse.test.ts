import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openShare } from "../../domain/refund/open-share.ts";
import { countOrder, shareAmongFamilies } from "../../domain/refund/plan-mass-refund.ts";
import { applyDecidedMoves } from "../../domain/custody/apply-moves.ts";
import { NO_MONEY } from "../../domain/custody/balances.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { decidePlaceOrder } from "../../domain/enrolment/place-order.ts";
import { type LessonState, scheduledLesson } from "../../domain/lesson/lesson.ts";
import { MassRefundId } from "../../domain/shared/ids.ts";
import { fen, sumFen } from "../../domain/shared/money.ts";
import {
  aClass,
  aCourse,
  aGuard,
  anOrder,
  enrolmentId,
  limits,
  MONDAY,
  sellable,
  valueOf,
} from "../support/money-builders.ts";
import { refundId } from "../support/refund-story.ts";

const LESSONS = 5;
const MASS_REFUND = MassRefundId.parse(`mrf_${"0".repeat(26)}`);

/** Families that have paid, and of each which of its lessons have been taught; how much the bank lacks. */
const anyCollapse = fc.record({
  families: fc.array(
    fc.record({
      paidFen: fc.integer({ min: LESSONS, max: 500_000 }),
      taught: fc.uniqueArray(fc.integer({ min: 1, max: LESSONS })),
      taughtSincePlan: fc.uniqueArray(fc.integer({ min: 1, max: LESSONS })),
    }),
    { minLength: 1, maxLength: 12 },
  ),
  missingFen: fc.nat({ max: 3_000_000 }),
});

function orderOf(paidFen: number, n: number, taught: readonly number[]) {
  const amountFen = fen(paidFen);
  const course = aCourse({ lessonCount: LESSONS, priceFen: amountFen });
  const offer = { course, class: aClass({ capacity: 50 }), institution: sellable };
  const placed = decidePlaceOrder(offer, aGuard(), anOrder(n), limits, MONDAY);
  const enrolment: EnrolmentState = {
    ...valueOf(placed).enrolment,
    status: "paid",
    balances: applyDecidedMoves(NO_MONEY, [
      { from: "outside", to: "unconsumed", amountFen, hold: "pay", reason: "payment-received" },
    ]),
  };
  const lessons = Array.from({ length: LESSONS }, (_, index): LessonState => {
    const lesson = scheduledLesson(enrolment, index + 1);
    return taught.includes(lesson.lessonNumber) ? { ...lesson, status: "taught" } : lesson;
  });
  return { enrolment, lessons };
}

describe("a collapse with any families", () => {
  it("shares the smaller of claims and custody, and no opened refund invents or loses a fen", () => {
    fc.assert(
      fc.property(anyCollapse, ({ families, missingFen }) => {
        const orders = families.map(({ paidFen, taught }, index) =>
          orderOf(paidFen, index + 1, taught),
        );
        const counted = orders.map(({ enrolment, lessons }) =>
          countOrder(enrolment, lessons, fen(0)),
        );
        const plan = shareAmongFamilies(counted, fen(missingFen));
        expect(plan.sharedFen).toBe(Math.min(plan.claimedFen, plan.availableFen));
        const paid = plan.shares.map((share) => {
          const index = orders.findIndex(
            ({ enrolment }) => enrolment.enrolmentId === share.enrolmentId,
          );
          const { paidFen = 0, taught = [], taughtSincePlan = [] } = families[index] ?? {};
          const now = orderOf(paidFen, index + 1, [...taught, ...taughtSincePlan]);
          const command = { refundId: refundId(index + 1), massRefundId: MASS_REFUND, payDays: 15 };
          const opened = openShare(now, { ...command, share }, MONDAY);
          if (opened === undefined) return fen(0);
          const { custodyFen, shortFen = fen(0), heldFen } = opened.refund;
          expect(custodyFen + shortFen).toBe(heldFen);
          expect(custodyFen).toBeLessThanOrEqual(share.shareFen);
          expect(opened.enrolment.balances.refunding).toBe(heldFen);
          expect(opened.enrolment.balances.unconsumed + heldFen).toBe(paidFen);
          return custodyFen;
        });
        expect(sumFen(paid)).toBeLessThanOrEqual(plan.availableFen);
        const nothingSince = families.every(({ taughtSincePlan }) => taughtSincePlan.length === 0);
        if (nothingSince) expect(sumFen(paid)).toBe(plan.sharedFen);
      }),
    );
  });

  it("sets aside whole what belongs to nobody who is known", () => {
    const { enrolment, lessons } = orderOf(10_000, 1, []);
    const { guardianId: _unknown, ...unclaimed } = enrolment;
    const counted = countOrder(unclaimed, lessons, fen(0));
    expect(counted).toEqual({
      enrolmentId: enrolmentId(1),
      claimFen: 0,
      lessonNumbers: [],
      heldFen: 10_000,
      boundFen: 10_000,
    });
    expect(shareAmongFamilies([counted], fen(0))).toMatchObject({ availableFen: 0, shares: [] });
  });
});
