import { describe, expect, it } from "vitest";
import { decideConfirmLesson } from "../../../domain/lesson/confirm-lesson.ts";
import { LessonState, scheduledLesson } from "../../../domain/lesson/lesson.ts";
import { decideRecordAttendance } from "../../../domain/lesson/record-attendance.ts";
import { fen } from "../../../domain/shared/money.ts";
import {
  enrolmentId,
  FIRST_LESSON,
  MONDAY,
  refusalOf,
  valueOf,
} from "../../support/money-builders.ts";
import {
  attend,
  awaitingPayment,
  confirm,
  lessonIn,
  paidStory,
  requestConfirmation,
} from "../../support/money-story.ts";

const paid = paidStory(fen(100_000), 3);

describe("recording attendance", () => {
  it("makes the lesson's item with its own amount, and the enrolment active; no money moves", () => {
    const story = attend(paid, 3);
    expect(lessonIn(story, 3)).toMatchObject({ status: "taught", amountFen: 33_334 });
    expect(story.enrolment.status).toBe("active");
    expect(story.enrolment.balances).toEqual(paid.enrolment.balances);
    expect(story.journal.at(-1)).toMatchObject({
      name: "attendance-recorded",
      data: { lessonNumber: 3, sessionNumber: 3 },
    });
  });

  it("can be corrected both ways until the institution asks for its fee", () => {
    const absent = attend(attend(paid, 1), 1, "absent");
    expect(lessonIn(absent, 1).status).toBe("absent");
    expect(lessonIn(absent, 1).taughtAt).toBeUndefined();
    const madeUp = attend(absent, 1);
    expect(lessonIn(madeUp, 1).status).toBe("taught");
    expect(attend(requestConfirmation(madeUp, 1), 1, "absent").refusal).toEqual({
      code: "lesson.attendance-fixed",
      facts: { lessonNumber: 1, status: "requested", attendance: "absent" },
    });
  });

  it("waits for the session to begin, to the instant", () => {
    const record = (at: number) =>
      decideRecordAttendance(
        paid.enrolment,
        undefined,
        { ...FIRST_LESSON, attendance: "present" },
        at,
      );
    expect(refusalOf(record(MONDAY - 1))).toEqual({
      code: "lesson.not-begun",
      facts: { lessonNumber: 1, startsAt: "2026-03-02T09:00:00.000+08:00" },
    });
    expect(record(MONDAY).ok).toBe(true);
  });

  it.each([0, 4])("refuses lesson %i of three", (lessonNumber) => {
    expect(attend(paid, lessonNumber).refusal).toEqual({
      code: "lesson.no-such-lesson",
      facts: { lessonNumber, lessonCount: 3 },
    });
  });

  it("is refused before the money is in custody", () => {
    expect(attend(awaitingPayment(fen(100_000), 3), 1).refusal).toEqual({
      code: "lesson.enrolment-not-active",
      facts: { status: "signed" },
    });
  });

  it("is refused where the money of the lesson has gone elsewhere", () => {
    const balances = { ...paid.enrolment.balances, unconsumed: fen(1), refunded: fen(99_999) };
    const emptied = { ...paid, enrolment: { ...paid.enrolment, balances } };
    expect(attend(emptied, 1).refusal).toEqual({
      code: "lesson.no-unconsumed-money",
      facts: { lessonNumber: 1, amountFen: 33_333, unconsumedFen: 1 },
    });
  });
});

describe("asking for confirmation", () => {
  it("makes the lesson's amount pending, under the lesson's hold", () => {
    const story = requestConfirmation(attend(paid, 1), 1);
    expect(story.enrolment.balances).toMatchObject({ unconsumed: 66_667, pending: 33_333 });
    expect(story.journal.at(-1)).toMatchObject({
      name: "confirmation-requested",
      data: {
        moves: [{ from: "unconsumed", to: "pending", amountFen: 33_333, hold: "lesson:1" }],
      },
    });
  });

  it("is refused for a lesson the pupil missed", () => {
    expect(requestConfirmation(attend(paid, 1, "absent"), 1).refusal).toEqual({
      code: "lesson.not-taught",
      facts: { lessonNumber: 1, status: "absent" },
    });
  });

  it("is refused a second time", () => {
    const asked = requestConfirmation(attend(paid, 1), 1);
    expect(requestConfirmation(asked, 1).refusal?.code).toBe("lesson.already-requested");
  });
});

describe("confirming", () => {
  const asked = requestConfirmation(attend(paid, 1), 1);

  it("earns the lesson's amount in the same decision", () => {
    const story = confirm(asked, 1);
    expect(story.enrolment.balances).toMatchObject({ pending: 0, earned: 33_333 });
    expect(lessonIn(story, 1)).toMatchObject({ status: "confirmed", confirmedBy: "guardian" });
    expect(story.journal.at(-1)).toMatchObject({
      name: "lesson-confirmed",
      data: { moves: [{ from: "pending", to: "earned", amountFen: 33_333, hold: "lesson:1" }] },
    });
  });

  it("consumes one lesson of the pupil's limit", () => {
    const decided = decideConfirmLesson(asked.enrolment, lessonIn(asked, 1), 0, MONDAY);
    expect(valueOf(decided).consumedLessonCount).toBe(1);
  });

  it("is refused before the institution asked, and once it is done", () => {
    expect(confirm(attend(paid, 1), 1).refusal?.code).toBe("lesson.not-requested");
    expect(confirm(confirm(asked, 1), 1).refusal?.code).toBe("lesson.already-confirmed");
  });

  it("stops as a defect when the lesson belongs to another enrolment", () => {
    const foreign = { ...lessonIn(asked, 1), enrolmentId: enrolmentId(2) };
    expect(() => decideConfirmLesson(asked.enrolment, foreign, 0, MONDAY)).toThrow(
      /is no lesson of/,
    );
  });
});

describe("a lesson's item", () => {
  it("keeps to its schema through all of its life", () => {
    const story = confirm(requestConfirmation(attend(paid, 1), 1), 1);
    expect(LessonState.parse(lessonIn(story, 1))).toEqual(lessonIn(story, 1));
    expect(LessonState.parse(scheduledLesson(paid.enrolment, 2)).amountFen).toBe(33_333);
  });
});
