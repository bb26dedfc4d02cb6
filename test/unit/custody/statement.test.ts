import { describe, expect, it } from "vitest";
import { suspendPayIn } from "../../../domain/custody/pay-in.ts";
import { type RecordedEvent, statementOf } from "../../../domain/custody/statement.ts";
import type { MoveReason } from "../../../domain/shared/money-move.ts";
import { DAY_MS, startOfDay, localDate } from "../../../domain/shared/time.ts";
import { exactPayIn, MONDAY } from "../../support/money-builders.ts";
import { awaitingPayment } from "../../support/money-story.ts";
import { fen } from "../../../domain/shared/money.ts";

const FROM = startOfDay(localDate("2026-03-02"));
const TWO_DAYS = { fromAt: FROM, endAt: FROM + 2 * DAY_MS };

const moved = (at: number, reason: MoveReason, amountFen = 100): RecordedEvent => ({
  at,
  eventName: "money-moved",
  data: { moves: [{ from: "pending", to: "earned", amountFen, hold: "lesson:1", reason }] },
});

describe("a statement", () => {
  it("counts from the first instant of its first day to the last of its last", () => {
    const events = [
      moved(FROM - 1, "lesson-confirmed"),
      moved(FROM, "lesson-confirmed"),
      moved(FROM + DAY_MS - 1, "lesson-deemed"),
      moved(FROM + DAY_MS, "lesson-confirmed"),
      moved(FROM + 2 * DAY_MS, "lesson-confirmed"),
    ];
    const days = statementOf(TWO_DAYS, events, []);
    expect(days.map(({ date, totalsFen }) => [date, totalsFen.earned])).toEqual([
      ["2026-03-02", 200],
      ["2026-03-03", 100],
    ]);
  });

  it("lifts a freeze whoever wins, and earns only for the institution", () => {
    const totals = (reason: MoveReason) =>
      statementOf(TWO_DAYS, [moved(FROM, reason)], [])[0]?.totalsFen;
    expect(totals("lesson-disputed")).toMatchObject({ frozen: 100, unfrozen: 0, earned: 0 });
    expect(totals("dispute-withdrawn")).toMatchObject({ frozen: 0, unfrozen: 100, earned: 0 });
    expect(totals("dispute-won-by-family")).toMatchObject({ unfrozen: 100, earned: 0 });
    expect(totals("dispute-won-by-institution")).toMatchObject({ unfrozen: 100, earned: 100 });
  });

  it("counts a fee that came back as returned, and not as earned once more", () => {
    const [day] = statementOf(TWO_DAYS, [moved(FROM, "release-returned")], []);
    expect(day?.totalsFen).toMatchObject({ releaseReturned: 100, earned: 0, released: 0 });
  });

  it("shows misplaced money on the day it came and on the day it went back", () => {
    const { enrolment } = awaitingPayment(fen(30_000), 3);
    const payIn = exactPayIn(enrolment, { amountFen: fen(500) });
    const refusal = "custody.pay-in-wrong-amount";
    const { suspended } = suspendPayIn(payIn, refusal, enrolment, MONDAY);
    const answered = { ...suspended, answeredAt: MONDAY + DAY_MS, returnSerial: "SB9" };
    const days = statementOf(TWO_DAYS, [], [{ ...answered, status: "returned" }]);
    expect(days.map(({ date, suspense }) => [date, suspense[0]?.outcome])).toEqual([
      ["2026-03-02", "suspended"],
      ["2026-03-03", "returned"],
    ]);
    expect(days[1]?.totalsFen).toMatchObject({ suspended: 0, suspenseReturned: 500 });
    // An answer that was a no leaves it where it is.
    const refused = statementOf(TWO_DAYS, [], [{ ...answered, status: "held" }]);
    expect(refused.map(({ date }) => date)).toEqual(["2026-03-02"]);
  });
});
