import { describe, expect, it } from "vitest";
import { decideInstructRelease } from "../../../domain/custody/instruct-release.ts";
import {
  instructionSent,
  markSent,
  type InstructionState,
} from "../../../domain/custody/instruction.ts";
import {
  decideRecordInstructionResult,
  type InstructionResult,
} from "../../../domain/custody/record-instruction-result.ts";
import {
  InstructionAction,
  InstructionStatus,
  instructionTransitions,
} from "../../../domain/custody/transitions.ts";
import { nextState } from "../../../domain/shared/lifecycle.ts";
import { fen } from "../../../domain/shared/money.ts";
import {
  CUSTODY_ACCOUNT,
  HOUR_MS,
  instructionId,
  MONDAY,
  PAYOUT_ACCOUNT,
  refusalOf,
  SANDBOX_BANK,
  valueOf,
} from "../../support/money-builders.ts";
import {
  attend,
  confirm,
  instruct,
  lessonIn,
  paidStory,
  report,
  requestConfirmation,
  type Story,
} from "../../support/money-story.ts";

const earned = (lessonCount = 40): Story =>
  confirm(requestConfirmation(attend(paidStory(fen(480_000), lessonCount), 1), 1), 1);
const releasing = (lessonCount = 40): Story => instruct(earned(lessonCount), 1);
const command = {
  instructionId: instructionId(1),
  bankId: SANDBOX_BANK,
  custodyAccountNo: CUSTODY_ACCOUNT,
  payoutAccountNo: PAYOUT_ACCOUNT,
};

describe("instructing a release", () => {
  it("sends the lesson's fee on its way under a pending instruction", () => {
    const story = releasing();
    expect(story.enrolment.balances).toMatchObject({ earned: 0, releasing: 12_000 });
    expect(lessonIn(story, 1)).toMatchObject({
      status: "releasing",
      instructionId: instructionId(1),
    });
    expect(story.instructions.get(instructionId(1))).toMatchObject({
      status: "pending",
      bankId: "sandbox-bank",
      amountFen: 12_000,
      lessonNumber: 1,
      custodyAccountNo: CUSTODY_ACCOUNT,
      payoutAccountNo: PAYOUT_ACCOUNT,
    });
    expect(story.journal.at(-1)).toMatchObject({
      name: "release-instructed",
      data: { moves: [{ from: "earned", to: "releasing", hold: instructionId(1) }] },
    });
  });

  it("opens the instruction's own journal, which moves no money", () => {
    const { enrolment, lessons } = earned();
    const lesson = lessons.get(1);
    if (!lesson) throw new Error("the story has a lesson");
    const decided = valueOf(decideInstructRelease(enrolment, lesson, command, MONDAY));
    expect(decided.instructionEvent).toMatchObject({
      name: "instruction-opened",
      data: { instructionId: instructionId(1), bankId: "sandbox-bank", amountFen: 12_000 },
    });
    expect(instructionSent(decided.instruction)).toEqual({
      ...decided.instructionEvent,
      name: "instruction-sent",
    });
    expect(decided.instructionEvent.data).not.toHaveProperty("moves");
  });

  it("waits while a changed payout account holds the releases, to the instant", () => {
    const { enrolment, lessons } = earned();
    const lesson = lessonIn({ enrolment, lessons, instructions: new Map(), journal: [] }, 1);
    const held = { ...command, heldUntil: MONDAY + HOUR_MS };
    const before = decideInstructRelease(enrolment, lesson, held, MONDAY + HOUR_MS - 1);
    expect(refusalOf(before)).toEqual({
      code: "custody.releases-held",
      facts: { heldUntil: "2026-03-02T10:00:00.000+08:00" },
    });
    expect(decideInstructRelease(enrolment, lesson, held, MONDAY + HOUR_MS).ok).toBe(true);
  });

  it("is refused a second time, so that no fee is paid out twice", () => {
    expect(instruct(releasing(), 1).refusal).toEqual({
      code: "custody.lesson-not-earned",
      facts: { lessonNumber: 1, status: "releasing" },
    });
  });
});

describe("the bank's answer", () => {
  it("executed: the fee is released", () => {
    const story = report(releasing(), 1, "executed");
    expect(story.enrolment.balances).toMatchObject({ releasing: 0, released: 12_000 });
    expect(story.enrolment.status).toBe("active");
    expect(lessonIn(story, 1).status).toBe("released");
    expect(story.instructions.get(instructionId(1))).toMatchObject({
      status: "executed",
      bankSerial: "SB0000000002",
    });
    expect(story.journal.at(-1)?.name).toBe("release-executed");
  });

  it("executed for the last lesson: the order is completed", () => {
    expect(report(releasing(1), 1, "executed").enrolment.status).toBe("completed");
  });

  it("rejected: the fee is earned as before, and another instruction can carry it", () => {
    const story = report(releasing(), 1, "rejected");
    expect(story.enrolment.balances).toMatchObject({ earned: 12_000, releasing: 0 });
    expect(lessonIn(story, 1).status).toBe("confirmed");
    expect(story.journal.at(-1)).toMatchObject({
      name: "release-returned",
      data: { reasonCode: "account-closed" },
    });
    const again = report(instruct(story, 1), 2, "executed");
    expect(again.enrolment.balances.released).toBe(12_000);
  });

  it("rejected for a lesson confirmed by silence: it is deemed confirmed as before", () => {
    const story = releasing();
    const lesson = { ...lessonIn(story, 1), confirmedBy: "silence" as const };
    const returned = report({ ...story, lessons: new Map([[1, lesson]]) }, 1, "rejected");
    expect(lessonIn(returned, 1).status).toBe("deemed");
  });

  it("given twice is recorded once", () => {
    const once = report(releasing(), 1, "executed");
    const twice = report(once, 1, "executed");
    expect(twice.refusal).toBeUndefined();
    expect(twice.journal).toHaveLength(once.journal.length);
    const rejected = report(releasing(), 1, "rejected");
    expect(report(rejected, 1, "rejected").journal).toHaveLength(rejected.journal.length);
  });

  it.each([11_999, 12_001])("over %i fen instead of 12,000 is refused", (reportedFen) => {
    expect(report(releasing(), 1, "executed", { amountFen: fen(reportedFen) }).refusal).toEqual({
      code: "custody.result-wrong-amount",
      facts: { instructionId: instructionId(1), instructedFen: 12_000, reportedFen },
    });
  });

  it.each([
    { first: "executed", second: "rejected", bankSerial: "SB0000000002" },
    { first: "rejected", second: "executed", bankSerial: "SB0000000002" },
    { first: "executed", second: "executed", bankSerial: "SB0000000003" },
  ] as const)("$second under $bankSerial after $first is refused as a contradiction", (told) => {
    const story = report(releasing(), 1, told.first);
    const contradicted = report(story, 1, told.second, { bankSerial: told.bankSerial });
    expect(contradicted.refusal?.code).toBe("custody.result-contradicts");
    expect(contradicted.enrolment).toBe(story.enrolment);
  });

  it("about a lesson that another instruction carries is a defect, not an answer", () => {
    const story = releasing();
    const lesson = { ...lessonIn(story, 1), instructionId: instructionId(7) };
    expect(() => report({ ...story, lessons: new Map([[1, lesson]]) }, 1, "executed")).toThrow(
      /is carried by/,
    );
  });
});

describe("the lifecycle of an instruction", () => {
  const results: Readonly<Record<"report-executed" | "report-rejected", InstructionResult>> = {
    "report-executed": {
      outcome: "executed",
      amountFen: fen(12_000),
      bankSerial: "SB0000000002",
      executedAt: MONDAY,
    },
    "report-rejected": {
      outcome: "rejected",
      amountFen: fen(12_000),
      reasonCode: "account-closed",
    },
  };
  const story = releasing();
  const opened = story.instructions.get(instructionId(1));
  if (!opened) throw new Error("the story has an instruction");

  /** The status after an action, by the decision itself; nothing where it changes nothing. */
  function statusAfter(instruction: InstructionState, action: InstructionAction) {
    if (action === "send") {
      const sent = markSent(instruction, MONDAY);
      return sent === instruction ? undefined : sent.status;
    }
    const release = { enrolment: story.enrolment, lesson: lessonIn(story, 1), instruction };
    const recorded = decideRecordInstructionResult(release, results[action], MONDAY);
    if (!recorded.ok || recorded.value.outcome === "already") return undefined;
    return recorded.value.decision.instruction.status;
  }

  it.each(
    InstructionStatus.options.flatMap((status) =>
      InstructionAction.options.map((action) => ({ status, action })),
    ),
  )("is kept by the decisions: $status and $action", ({ status, action }) => {
    const instruction = { ...opened, status };
    const expected = nextState(instructionTransitions, status, action);
    expect(statusAfter(instruction, action)).toBe(expected);
  });

  it("ends with the bank's answer and nowhere else", () => {
    expect(instructionTransitions).toEqual({
      pending: { send: "sent", "report-executed": "executed", "report-rejected": "rejected" },
      sent: { send: "sent", "report-executed": "executed", "report-rejected": "rejected" },
      executed: {},
      rejected: {},
    });
  });

  it("keeps the instant at which the bank first took it", () => {
    const sent = markSent(opened, MONDAY);
    expect(markSent(sent, MONDAY + HOUR_MS).sentAt).toBe(MONDAY);
  });
});
