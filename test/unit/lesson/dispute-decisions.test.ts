import { describe, expect, it } from "vitest";
import { NO_MONEY, type Balances } from "../../../domain/custody/balances.ts";
import { DisputeFile } from "../../../domain/lesson/dispute.ts";
import { decideDisputeLesson } from "../../../domain/lesson/dispute-lesson.ts";
import { LessonState, scheduledLesson } from "../../../domain/lesson/lesson.ts";
import {
  decideResolveDispute,
  decideWithdrawDispute,
} from "../../../domain/lesson/settle-dispute.ts";
import type { LessonAction } from "../../../domain/lesson/transitions.ts";
import {
  LessonStatus,
  lessonTransitions,
  moneyOfLesson,
} from "../../../domain/lesson/transitions.ts";
import { nextState } from "../../../domain/shared/lifecycle.ts";
import { fen } from "../../../domain/shared/money.ts";
import type { Result } from "../../../domain/shared/result.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { anOpenFile, disputeId, OFFICER } from "../../support/disputes.ts";
import {
  enrolmentId,
  familyTime,
  MONDAY,
  refusalOf,
  valueOf,
} from "../../support/money-builders.ts";
import { paidStory } from "../../support/money-story.ts";

const LESSON_FEN = 10_000;
const paid = paidStory(fen(3 * LESSON_FEN), 3).enrolment;

/** Lesson 2 of three with this status, its money where such a lesson has it, the others unconsumed. */
function given(status: LessonStatus) {
  const [state = "unconsumed"] = moneyOfLesson[status];
  const balances: Balances = { ...NO_MONEY, paid: fen(3 * LESSON_FEN) };
  const others = { ...balances, unconsumed: fen(2 * LESSON_FEN) };
  const enrolment = {
    ...paid,
    balances: { ...others, [state]: fen(others[state] + LESSON_FEN) },
  };
  const asked = { taughtAt: MONDAY, requestedAt: MONDAY, deadline: familyTime(MONDAY) };
  const lesson: LessonState = {
    ...scheduledLesson(paid, 2),
    status,
    ...(status === "requested" ? asked : {}),
    ...(status === "disputed"
      ? { taughtAt: MONDAY, requestedAt: MONDAY, disputeId: disputeId(1) }
      : {}),
  };
  return { enrolment, lesson, file: anOpenFile(enrolment, lesson) };
}

const dispute = (status: LessonStatus) => {
  const { enrolment, lesson } = given(status);
  const command = { disputeId: disputeId(1), reason: "not-held" } as const;
  return decideDisputeLesson(enrolment, lesson, command, MONDAY + DAY_MS);
};
const resolve = (status: LessonStatus, finding: "institution" | "family") =>
  decideResolveDispute(given(status), { finding, officerId: OFFICER }, MONDAY + DAY_MS);
const later = familyTime(MONDAY + DAY_MS);
const withdraw = (status: LessonStatus) => decideWithdrawDispute(given(status), later);

const actions: readonly (readonly [
  LessonAction,
  (status: LessonStatus) => Result<{ readonly lesson: LessonState }>,
])[] = [
  ["dispute", dispute],
  ["withdraw-dispute", withdraw],
  ["find-for-institution", (status) => resolve(status, "institution")],
  ["find-for-family", (status) => resolve(status, "family")],
];

describe("every state of a lesson and every action on its dispute", () => {
  it.each(
    LessonStatus.options.flatMap((status) =>
      actions.map(([action, decide]) => ({ status, action, decide })),
    ),
  )("agree with the lifecycle: $status and $action", ({ status, action, decide }) => {
    const decided = decide(status);
    expect(decided.ok ? decided.value.lesson.status : undefined).toBe(
      nextState(lessonTransitions, status, action),
    );
  });

  it.each([
    ["scheduled", "lesson.not-open-to-dispute"],
    ["taught", "lesson.not-open-to-dispute"],
    ["absent", "lesson.not-open-to-dispute"],
    ["confirmed", "lesson.already-confirmed"],
    ["deemed", "lesson.already-confirmed"],
    ["releasing", "lesson.already-confirmed"],
    ["released", "lesson.already-confirmed"],
    ["disputed", "lesson.disputed"],
    ["returned", "lesson.returned"],
  ] as const)("refuse to dispute a lesson that is %s by its own code", (status, code) => {
    expect(refusalOf(dispute(status))).toEqual({ code, facts: { lessonNumber: 2, status } });
  });
});

describe("a dispute", () => {
  it("freezes its lesson's amount and nothing else, and stops the family's clock", () => {
    const decided = valueOf(dispute("requested"));
    expect(decided.enrolment.balances).toMatchObject({
      unconsumed: 2 * LESSON_FEN,
      pending: 0,
      disputed: LESSON_FEN,
    });
    expect(decided.lesson).toMatchObject({ status: "disputed", disputeId: disputeId(1) });
    expect(decided.lesson.deadline).toBeUndefined();
    expect(decided.event).toMatchObject({
      name: "lesson-disputed",
      data: { reason: "not-held", moves: [{ from: "pending", to: "disputed", hold: "lesson:2" }] },
    });
    expect(LessonState.parse(decided.lesson)).toEqual(decided.lesson);
    expect(DisputeFile.parse(decided.file)).toMatchObject({
      status: "open",
      amountFen: LESSON_FEN,
    });
  });

  it("stops as a defect when the lesson belongs to another enrolment", () => {
    const { enrolment, lesson } = given("requested");
    const foreign = { ...lesson, enrolmentId: enrolmentId(2) };
    const command = { disputeId: disputeId(1), reason: "other" } as const;
    expect(() => decideDisputeLesson(enrolment, foreign, command, MONDAY)).toThrow(
      /is no lesson of/,
    );
  });
});

describe("a dispute that is settled", () => {
  it("for the institution earns the lesson, which is consumed", () => {
    const decided = valueOf(resolve("disputed", "institution"));
    expect(decided.enrolment.balances).toMatchObject({ disputed: 0, earned: LESSON_FEN });
    expect(decided.lesson).toMatchObject({ status: "confirmed", confirmedBy: "finding" });
    expect(decided.consumedLessonCount).toBe(1);
    expect(decided.event.name).toBe("dispute-found-for-institution");
    expect(decided.file).toMatchObject({ status: "found-for-institution", settledBy: OFFICER });
  });

  it("for the family leaves the lesson as if it had never been recorded", () => {
    const decided = valueOf(resolve("disputed", "family"));
    expect(decided.enrolment.balances).toMatchObject({ disputed: 0, unconsumed: 3 * LESSON_FEN });
    expect(decided.lesson).toEqual(scheduledLesson(paid, 2));
    expect(decided.consumedLessonCount).toBe(0);
    expect(decided.file.status).toBe("found-for-family");
  });

  it("by its withdrawal awaits the family again, whose time begins anew", () => {
    const decided = valueOf(withdraw("disputed"));
    expect(decided.enrolment.balances).toMatchObject({ disputed: 0, pending: LESSON_FEN });
    expect(decided.lesson).toMatchObject({ requestedAt: MONDAY + DAY_MS, deadline: later });
    expect(decided.lesson.disputeId).toBeUndefined();
    expect(decided.file).toMatchObject({ status: "withdrawn", settledAt: MONDAY + DAY_MS });
    expect(decided.file.settledBy).toBeUndefined();
  });

  it("is not settled by the file of an earlier dispute about the same lesson", () => {
    const disputed = given("disputed");
    const earlier = anOpenFile(disputed.enrolment, disputed.lesson, 2);
    const command = { finding: "family", officerId: OFFICER } as const;
    const decided = decideResolveDispute({ ...disputed, file: earlier }, command, MONDAY);
    expect(refusalOf(decided)?.code).toBe("lesson.not-disputed");
  });
});
