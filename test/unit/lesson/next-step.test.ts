import { describe, expect, it } from "vitest";
import { nextStepOf } from "../../../domain/lesson/next-step.ts";
import { LessonStatus } from "../../../domain/lesson/transitions.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { familyTime, HOUR_MS, MONDAY } from "../../support/money-builders.ts";

const session = { endsAt: MONDAY + DAY_MS };
const step = (status: LessonStatus, now = MONDAY) =>
  nextStepOf({ status }, session, undefined, now);

describe("what moves a lesson's money on next", () => {
  it("is nothing where it has arrived, and something everywhere else", () => {
    const done = LessonStatus.options.filter((status) => step(status) === undefined);
    expect(done).toEqual(["released", "returned"]);
  });

  it("is expected at the end of the session while that lies ahead", () => {
    expect(step("scheduled")).toEqual({ step: "teach-lesson", expectedAt: session.endsAt });
    expect(step("scheduled", session.endsAt)).toEqual({ step: "teach-lesson" });
  });

  it("is expected at the end of the family's time, and says whether that may still move", () => {
    const deadline = { ...familyTime(MONDAY), provisional: true };
    expect(nextStepOf({ status: "requested", deadline }, session, undefined, MONDAY)).toEqual({
      step: "confirm-or-dispute",
      expectedAt: deadline.dueAt,
      provisional: true,
    });
  });

  it("is not promised for a day where nothing sets one", () => {
    for (const status of ["absent", "taught", "disputed", "confirmed", "releasing"] as const)
      expect([status, step(status)?.expectedAt]).toEqual([status, undefined]);
  });

  it("waits for the rest after a release that came back", () => {
    const instruction = { retryAt: MONDAY + HOUR_MS };
    for (const status of ["confirmed", "deemed"] as const)
      expect(nextStepOf({ status }, session, instruction, MONDAY)).toEqual({
        step: "instruct-bank",
        expectedAt: instruction.retryAt,
      });
  });
});
