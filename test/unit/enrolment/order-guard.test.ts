import { describe, expect, it } from "vitest";
import {
  admitOrder,
  releaseLessons,
  withdrawOrder,
} from "../../../domain/enrolment/order-guard.ts";
import { fen } from "../../../domain/shared/money.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { aGuard, enrolmentId, limits, MONDAY, valueOf } from "../../support/money-builders.ts";

const order = (n: number) => ({
  enrolmentId: enrolmentId(n),
  lessonCount: 10,
  amountFen: fen(300_000),
});
const withOne = valueOf(admitOrder(aGuard(), order(1), limits, MONDAY));

describe("the order guard", () => {
  it("sums orders up to exactly 24 hours apart, and forgets older amounts", () => {
    expect(admitOrder(withOne, order(2), limits, MONDAY + DAY_MS).ok).toBe(false);
    const later = valueOf(admitOrder(withOne, order(2), limits, MONDAY + DAY_MS + 1));
    expect(later.orders.map((open) => open.enrolmentId)).toEqual([enrolmentId(2)]);
    expect(later.unconsumedLessonCount).toBe(20);
  });

  it("makes room again when lessons are consumed", () => {
    expect(releaseLessons(withOne, 4).unconsumedLessonCount).toBe(6);
    expect(releaseLessons(withOne, 4).orders).toEqual(withOne.orders);
  });

  it("is as it was before an order that was withdrawn", () => {
    expect(withdrawOrder(withOne, order(1))).toEqual(aGuard());
  });

  it("stops as a defect when more lessons leave than are open", () => {
    expect(() => releaseLessons(withOne, 11)).toThrow(/11 lessons cannot leave/);
  });
});
