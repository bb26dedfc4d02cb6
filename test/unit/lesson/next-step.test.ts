import { describe, expect, it } from "vitest";
import { nextStepOf } from "../../../domain/lesson/next-step.ts";
import { LessonStatus } from "../../../domain/lesson/transitions.ts";
import { MeasureId } from "../../../domain/shared/ids.ts";
import { fen } from "../../../domain/shared/money.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { familyTime, HOUR_MS, MONDAY } from "../../support/money-builders.ts";

const session = { endsAt: MONDAY + DAY_MS };
const step = (status: LessonStatus, now = MONDAY) => nextStepOf({ status }, session, {}, now);

describe("what moves a lesson's money on next", () => {
  it("is nothing where it has arrived or a refund holds it, and something everywhere else", () => {
    const done = LessonStatus.options.filter((status) => step(status) === undefined);
    expect(done).toEqual(["released", "refunding", "returned", "transferred", "reversed"]);
  });

  it("is expected at the end of the session while that lies ahead", () => {
    expect(step("scheduled")).toEqual({
      ...{ step: "teach-lesson", by: "institution", expectedAt: session.endsAt },
    });
    expect(step("scheduled", session.endsAt)).toEqual({ step: "teach-lesson", by: "institution" });
  });

  it("is expected at the end of the family's time, and says whether that may still move", () => {
    const deadline = { ...familyTime(MONDAY), provisional: true };
    expect(nextStepOf({ status: "requested", deadline }, session, {}, MONDAY)).toEqual({
      step: "confirm-or-dispute",
      by: "family",
      expectedAt: deadline.dueAt,
      provisional: true,
    });
  });

  it("is not promised for a day where nothing sets one", () => {
    for (const status of ["absent", "taught", "disputed", "confirmed", "releasing"] as const)
      expect([status, step(status)?.expectedAt]).toEqual([status, undefined]);
  });

  it("waits for the rest after a release that came back", () => {
    const instruction = { status: "rejected", retryAt: MONDAY + HOUR_MS } as const;
    for (const status of ["confirmed", "deemed"] as const)
      expect(nextStepOf({ status }, session, { instruction }, MONDAY)).toEqual({
        step: "instruct-bank",
        by: "platform",
        expectedAt: instruction.retryAt,
      });
  });

  it("is the end of what holds the release, and whose that is, until the bank has taken it", () => {
    const holds = [
      [{ kind: "freeze", since: MONDAY }, "lift-freeze", "authority"],
      [
        { kind: "stop", measureId: MeasureId.parse(`msr_${"0".repeat(26)}`) },
        "lift-stop",
        "authority",
      ],
      [{ kind: "shortage", shortFen: fen(100) }, "make-shortage-good", "institution"],
    ] as const;
    for (const [heldBy, step, by] of holds) {
      const next = (status: LessonStatus, sent?: "pending" | "sent") =>
        nextStepOf({ status }, session, { heldBy, instruction: sent && { status: sent } }, MONDAY);
      expect(next("confirmed")).toEqual({ step, by });
      expect(next("deemed")).toEqual({ step, by });
      expect(next("releasing", "pending")).toEqual({ step, by });
      expect(next("releasing", "sent")).toEqual({ step: "pay-institution", by: "bank" });
      expect(next("requested")?.step).toBe("confirm-or-dispute");
    }
  });
});
