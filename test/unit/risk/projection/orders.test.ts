import { describe, expect, it } from "vitest";
import {
  OrderPlaced,
  PaymentReceived,
  PaymentReversed,
  ShortageMadeGood,
} from "../../../../events/enrolment.ts";
import { ReleaseExecuted } from "../../../../events/custody.ts";
import {
  AbsenceRecorded,
  AttendanceRecorded,
  ConfirmationRequested,
  ConfirmationUndone,
  DisputeFoundForFamily,
  LessonConfirmed,
  LessonDisputed,
} from "../../../../events/lesson.ts";
import { toRfc3339 } from "../../../../domain/shared/time.ts";
import { noon, partsOf, sumsOf } from "../../../support/folded-facts.ts";
import { aCourse, enrolmentId } from "../../../support/money-builders.ts";

const { institutionId } = aCourse();
const of = { enrolmentId: enrolmentId(1), institutionId };
const id = (prefix: string) => `${prefix}_${"1".padStart(26, "0")}`;
const lesson = { ...of, lessonNumber: 1, amountFen: 10_000 };

type Move = Parameters<typeof LessonConfirmed.make>[0]["moves"][number];
const move = (from: Move["from"], to: Move["to"], amountFen: number, reason: Move["reason"]) => ({
  ...{ from, to, amountFen, reason },
  hold: "lesson:1",
});

const placed = OrderPlaced.make({
  ...{ ...of, classId: id("cls"), courseId: id("crs"), studentId: id("stu") },
  ...{ subjectKey: "music", lessonCount: 3, priceFen: 20_000, rulePackVersion: "test" },
});
const paid = PaymentReceived.make({
  ...{ ...of, paymentId: id("pay"), bankSerial: "1", amountFen: 20_000 },
  paidAt: toRfc3339(noon("2026-03-02")),
  moves: [move("outside", "unconsumed", 20_000, "payment-received")],
});
const attended = (sessionNumber = 1) =>
  AttendanceRecorded.make({ ...of, lessonNumber: 1, sessionNumber });
const missed = AbsenceRecorded.make({
  ...{ ...of, lessonNumber: 1, sessionNumber: 1, onLeave: false, counted: false },
});
const asked = ConfirmationRequested.make({
  ...{ ...lesson, moves: [move("unconsumed", "pending", 10_000, "confirmation-requested")] },
});
const confirmed = LessonConfirmed.make({
  ...{ ...lesson, moves: [move("pending", "earned", 10_000, "lesson-confirmed")] },
  undoUntil: toRfc3339(noon("2026-03-06")),
});
const undone = ConfirmationUndone.make({
  ...{ ...lesson, moves: [move("earned", "pending", 10_000, "confirmation-undone")] },
});

describe("the facts of an order", () => {
  it("are the order, its cheapest lesson in whole fen, and what was paid", () => {
    const parts = partsOf("enrolment", [
      ["2026-03-02", placed],
      ["2026-03-03", paid],
    ]);
    expect(sumsOf(parts)).toEqual({
      "2026-03-02 orderCount": 1,
      "2026-03-02 soldUnitPriceFen": 6666,
      "2026-03-03 paidFen": 20_000,
      ...{ "2026-03-03 custodyBalanceFen": 20_000, "2026-03-03 liabilityFen": 20_000 },
      "2026-03-03 paidHeadcount": 1,
    });
  });

  it("take a corrected attendance back from the day that counted it", () => {
    const entries = [
      ["2026-03-03", attended()],
      ["2026-03-03", attended()],
      ["2026-03-05", missed],
      ["2026-03-06", attended()],
    ] as const;
    expect(sumsOf(partsOf("enrolment", entries))).toEqual({
      "2026-03-03 lessonTaughtCount": 0,
      "2026-03-06 lessonTaughtCount": 1,
    });
  });

  it("keep an attendance for which the family was asked", () => {
    const entries = [
      ["2026-03-02", paid],
      ["2026-03-03", attended()],
      ["2026-03-03", asked],
      ["2026-03-05", missed],
    ] as const;
    expect(sumsOf(partsOf("enrolment", entries))["2026-03-03 lessonTaughtCount"]).toBe(1);
  });

  it("take an undone confirmation, and what it earned, back from its day", () => {
    const sums = sumsOf(
      partsOf("enrolment", [
        ["2026-03-02", paid],
        ["2026-03-03", asked],
        ["2026-03-04", confirmed],
        ["2026-03-05", undone],
        ["2026-03-06", confirmed],
      ]),
    );
    expect(sums).toMatchObject({
      "2026-03-04 confirmedCount": 0,
      "2026-03-04 earnedFen": 0,
      "2026-03-04 liabilityFen": -10_000,
      "2026-03-05 liabilityFen": 10_000,
      "2026-03-06 confirmedCount": 1,
      "2026-03-06 earnedFen": 10_000,
    });
    expect(sums).not.toHaveProperty("2026-03-05 confirmedCount");
  });

  it("count a pupil until nothing is owed any more", () => {
    const back = move("unconsumed", "refunding", 20_000, "refund-requested");
    const sums = sumsOf(
      partsOf("enrolment", [
        ["2026-03-02", paid],
        ["2026-03-04", { name: "some-later-event", version: 7, data: { moves: [back] } }],
      ]),
    );
    expect(sums["2026-03-04 paidHeadcount"]).toBe(-1);
    expect(sums["2026-03-04 liabilityFen"]).toBe(-20_000);
  });

  it.each([
    ["not-held", 1],
    ["pupil-absent", 1],
    ["too-short", undefined],
  ] as const)("tell of a lesson that was %s whether it is found untaught", (reason, count) => {
    const dispute = { ...lesson, disputeId: id("dsp") };
    const disputed = LessonDisputed.make({
      ...{ ...dispute, reason, moves: [move("pending", "disputed", 10_000, "lesson-disputed")] },
    });
    const back = move("disputed", "unconsumed", 10_000, "dispute-won-by-family");
    const sums = sumsOf(
      partsOf("enrolment", [
        ["2026-03-03", disputed],
        ["2026-03-09", DisputeFoundForFamily.make({ ...dispute, moves: [back] })],
      ]),
    );
    expect(sums["2026-03-03 disputedCount"]).toBe(1);
    expect(sums["2026-03-09 untaughtConfirmedCount"]).toBe(count);
  });

  it("count a release on the day on which the bank paid it", () => {
    const released = ReleaseExecuted.make({
      ...{ ...lesson, instructionId: id("bin"), bankSerial: "2" },
      executedAt: toRfc3339(noon("2026-03-09")),
      moves: [move("releasing", "released", 10_000, "release-executed")],
    });
    expect(sumsOf(partsOf("enrolment", [["2026-03-10", released]]))).toEqual({
      "2026-03-09 releasedFen": 10_000,
      "2026-03-09 outflowFen": 10_000,
      "2026-03-10 custodyBalanceFen": -10_000,
    });
  });

  it("hold what was paid until the bank has paid it out or taken it back, though it was not free any more", () => {
    const reversed = PaymentReversed.make({
      ...{ ...of, paymentId: id("pay"), bankSerial: "1", reversalSerial: "R1" },
      ...{ amountFen: 20_000, takenBackFen: 10_000, shortFen: 10_000, reasonCode: "not-covered" },
      reversedAt: toRfc3339(noon("2026-03-04")),
      moves: [
        {
          ...({ from: "unconsumed", to: "reversed", amountFen: 10_000 } as const),
          ...({ hold: "lesson:1", reason: "payment-reversed" } as const),
        },
      ],
    });
    const sums = sumsOf(
      partsOf("enrolment", [
        ["2026-03-02", paid],
        ["2026-03-03", asked],
        ["2026-03-04", reversed],
        ["2026-03-05", ShortageMadeGood.make({ ...of, amountFen: 10_000 })],
        ["2026-03-06", confirmed],
      ]),
    );
    const heldOn = (day: string) => sums[`${day} custodyBalanceFen`];
    expect([heldOn("2026-03-02"), heldOn("2026-03-04"), heldOn("2026-03-05")]).toEqual([
      ...[20_000, -20_000, 10_000],
    ]);
    expect([heldOn("2026-03-03"), heldOn("2026-03-06")]).toEqual([undefined, undefined]);
  });
});
