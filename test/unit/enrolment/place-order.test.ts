import { describe, expect, it } from "vitest";
import { decidePlaceOrder } from "../../../domain/enrolment/place-order.ts";
import { fen } from "../../../domain/shared/money.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import {
  aClass,
  aCourse,
  aGuard,
  anOrder,
  enrolmentId,
  limits,
  MONDAY,
  refusalOf,
  sellable,
  valueOf,
} from "../../support/money-builders.ts";

const offer = { course: aCourse(), class: aClass(), institution: sellable };
const place = (changed: Partial<typeof offer> = {}, guard = aGuard(), at = MONDAY) =>
  decidePlaceOrder({ ...offer, ...changed }, guard, anOrder(), limits, at);

describe("placing an order", () => {
  it("makes a draft with the course's terms, takes a seat, and counts with the pupil's orders", () => {
    const decided = valueOf(place());
    expect(decided.enrolment).toMatchObject({
      enrolmentId: enrolmentId(1),
      status: "draft",
      lessonCount: 40,
      priceFen: 480_000,
      rulePackVersion: limits.rulePackVersion,
      balances: { paid: 0, unconsumed: 0 },
    });
    expect(decided.class.seatsTaken).toBe(1);
    expect(decided.guard).toMatchObject({
      unconsumedLessonCount: 40,
      orders: [{ enrolmentId: enrolmentId(1), at: MONDAY, amountFen: 480_000 }],
    });
    expect(decided.moves).toEqual([]);
    expect(decided.event).toMatchObject({ name: "order-placed", data: { priceFen: 480_000 } });
  });

  it("takes the last seat and refuses the one after it", () => {
    expect(valueOf(place({ class: aClass({ seatsTaken: 29 }) })).class.seatsTaken).toBe(30);
    expect(refusalOf(place({ class: aClass({ seatsTaken: 30 }) }))).toEqual({
      code: "catalogue.class-full",
      facts: { capacity: 30 },
    });
  });

  it("refuses a class that has begun, from its first instant on", () => {
    const { startsAt } = aClass();
    expect(place({}, aGuard(), startsAt - 1).ok).toBe(true);
    expect(refusalOf(place({}, aGuard(), startsAt))?.code).toBe("enrolment.class-begun");
  });

  it("refuses a course that is not on sale", () => {
    const draft = place({ course: aCourse({ status: "draft" }) });
    expect(refusalOf(draft)?.code).toBe("catalogue.course-not-published");
  });

  it("refuses what the institution may no longer sell, though it once published it", () => {
    const refused = place({ institution: { ...sellable, isBlacklisted: true } });
    expect(refusalOf(refused)).toMatchObject({
      code: "catalogue.not-sellable",
      facts: { unmet: "blacklisted" },
    });
  });

  it("refuses a class that runs longer than one charge may cover", () => {
    const endsAt = Date.parse("2026-06-09T18:00:00+08:00");
    expect(place({ class: aClass({ endsAt }) }).ok).toBe(true);
    const refused = place({ class: aClass({ endsAt: endsAt + DAY_MS }) });
    expect(refusalOf(refused)).toEqual({
      code: "catalogue.too-long-a-period",
      facts: {
        firstDay: "2026-03-09",
        lastDay: "2026-06-10",
        maxMonths: 3,
        latestDay: "2026-06-09",
      },
    });
  });

  it("refuses more lessons than may be open, counting those of earlier orders", () => {
    const guard = { ...aGuard(), unconsumedLessonCount: 20 };
    expect(place({}, guard).ok).toBe(true);
    const full = { ...guard, unconsumedLessonCount: 21 };
    expect(refusalOf(place({}, full))).toEqual({
      code: "enrolment.too-many-lessons",
      facts: { unconsumedLessonCount: 21, lessonCount: 40, maxLessonCount: 60 },
    });
  });

  it("refuses a charge over the limit that is cut into orders of the same day", () => {
    const half = aCourse({ lessonCount: 10, priceFen: fen(250_000) });
    const first = valueOf(place({ course: half })).guard;
    expect(place({ course: half }, first).ok).toBe(true);
    const dearer = aCourse({ lessonCount: 10, priceFen: fen(250_001) });
    expect(refusalOf(place({ course: dearer }, first))).toEqual({
      code: "enrolment.amount-too-high",
      facts: {
        amountFen: 250_001,
        recentFen: 250_000,
        maxAmountFen: 500_000,
        windowHours: 24,
      },
    });
  });
});
