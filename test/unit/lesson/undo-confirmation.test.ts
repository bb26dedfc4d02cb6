import { describe, expect, it } from "vitest";
import { decideInstructRelease } from "../../../domain/custody/instruct-release.ts";
import { dueOfLesson } from "../../../domain/lesson/family-clock.ts";
import { nextStepOf } from "../../../domain/lesson/next-step.ts";
import { endOfUndo } from "../../../domain/lesson/undo-confirmation.ts";
import { fen } from "../../../domain/shared/money.ts";
import {
  CUSTODY_ACCOUNT,
  enrolmentId,
  familyTime,
  instructionId,
  MINUTE_MS,
  MONDAY,
  PAYOUT_ACCOUNT,
  SANDBOX_BANK,
} from "../../support/money-builders.ts";
import {
  attend,
  confirm,
  CONFIRMED_AT,
  instruct,
  lessonIn,
  paidStory,
  report,
  requestConfirmation,
  type Story,
  undo,
} from "../../support/money-story.ts";

const asked = requestConfirmation(attend(paidStory(fen(100_000), 3), 1), 1);
const WINDOW = 30;
const END = CONFIRMED_AT + WINDOW * MINUTE_MS;
const confirmed = confirm(asked, 1, WINDOW);

const instructAt = (story: Story, at: number) =>
  decideInstructRelease(
    story.enrolment,
    lessonIn(story, 1),
    {
      instructionId: instructionId(1),
      bankId: SANDBOX_BANK,
      custodyAccountNo: CUSTODY_ACCOUNT,
      payoutAccountNo: PAYOUT_ACCOUNT,
    },
    at,
  );

describe("a confirmation that is undone in time", () => {
  it("gives back the lesson as it was asked for, with the clock that ran before", () => {
    const story = undo(confirmed, 1, END - 1);
    expect(story.refusal).toBeUndefined();
    expect(lessonIn(story, 1)).toEqual(lessonIn(asked, 1));
    expect(story.enrolment).toEqual(asked.enrolment);
    expect(story.journal.at(-1)).toMatchObject({
      name: "confirmation-undone",
      data: { moves: [{ from: "earned", to: "pending", hold: "lesson:1" }] },
    });
  });

  it("can be given anew, with a new time to undo it", () => {
    const again = confirm(undo(confirmed, 1), 1, WINDOW);
    expect(lessonIn(again, 1)).toEqual(lessonIn(confirmed, 1));
  });
});

describe("taking a confirmation back is refused", () => {
  it("from the instant on at which it stands", () => {
    expect(undo(confirmed, 1, END).refusal?.code).toBe("lesson.undo-over");
  });

  it("where it stood at once", () => {
    expect(undo(confirm(asked, 1), 1).refusal?.code).toBe("lesson.undo-over");
  });

  it("before there is any, and the second time", () => {
    expect(undo(asked, 1).refusal?.code).toBe("lesson.not-confirmed");
    expect(undo(undo(confirmed, 1), 1).refusal?.code).toBe("lesson.not-confirmed");
  });

  it("once the bank is instructed, even if a clock runs behind", () => {
    const story = instruct(confirm(asked, 1), 1);
    expect(undo(story, 1).refusal).toMatchObject({
      code: "lesson.undo-over",
      facts: { status: "releasing" },
    });
  });

  it("for good once the bank was instructed, also when the release came back", () => {
    const back = report(instruct(confirmed, 1), 1, "rejected");
    expect(lessonIn(back, 1).status).toBe("confirmed");
    expect(undo(back, 1).refusal?.code).toBe("lesson.undo-over");
  });

  it.each(["silence", "finding"] as const)("where %s has confirmed", (confirmedBy) => {
    const lesson = { ...lessonIn(confirmed, 1), confirmedBy };
    const story = { ...confirmed, lessons: new Map([[1, lesson]]) };
    expect(undo(story, 1).refusal?.code).toBe("lesson.confirmed-otherwise");
  });

  it("as a defect when the lesson belongs to another enrolment", () => {
    const lesson = { ...lessonIn(confirmed, 1), enrolmentId: enrolmentId(2) };
    const story = { ...confirmed, lessons: new Map([[1, lesson]]) };
    expect(() => undo(story, 1)).toThrow(/is no lesson of/);
  });
});

describe("the time to undo", () => {
  const deadline = familyTime(MONDAY);

  it("lasts the rule's minutes", () => {
    expect(endOfUndo({ deadline }, WINDOW, MONDAY)).toBe(MONDAY + WINDOW * MINUTE_MS);
    expect(endOfUndo({ deadline }, 0, MONDAY)).toBeUndefined();
  });

  it("ends with the family's time to answer, after which silence would confirm", () => {
    const late = deadline.dueAt - 10 * MINUTE_MS;
    expect(endOfUndo({ deadline }, WINDOW, late)).toBe(deadline.dueAt);
    expect(endOfUndo({ deadline }, WINDOW, deadline.dueAt)).toBeUndefined();
  });

  it("is not cut short by an end that awaits the calendar", () => {
    const late = deadline.dueAt - 10 * MINUTE_MS;
    const provisional = { ...deadline, provisional: true };
    expect(endOfUndo({ deadline: provisional }, WINDOW, late)).toBe(late + WINDOW * MINUTE_MS);
  });
});

describe("the fee of a confirmed lesson", () => {
  it("is instructed from the instant on at which its confirmation stands, not before", () => {
    expect(instructAt(confirmed, END - 1)).toMatchObject({
      refusal: { code: "custody.undo-not-over" },
    });
    const released = instructAt(confirmed, END);
    expect(released).toMatchObject({ ok: true, value: { lesson: { status: "releasing" } } });
    expect(released.ok && released.value.lesson).not.toHaveProperty("undoUntil");
  });

  it("is due at that instant, and is expected then", () => {
    const lesson = lessonIn(confirmed, 1);
    expect(dueOfLesson(lesson)).toEqual({ at: END, provisional: false });
    expect(nextStepOf(lesson, { endsAt: MONDAY }, {}, CONFIRMED_AT)).toEqual({
      step: "instruct-bank",
      by: "platform",
      expectedAt: END,
    });
    expect(dueOfLesson(lessonIn(confirm(asked, 1), 1))).toBeUndefined();
  });
});
