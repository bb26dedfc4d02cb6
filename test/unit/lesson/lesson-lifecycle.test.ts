import { describe, expect, it } from "vitest";
import { decideInstructRelease } from "../../../domain/custody/instruct-release.ts";
import { NO_MONEY } from "../../../domain/custody/balances.ts";
import type { CountedAbsence } from "../../../domain/enrolment/absence.ts";
import { decideConfirmLesson } from "../../../domain/lesson/confirm-lesson.ts";
import { decideDeemLesson } from "../../../domain/lesson/deem-lesson.ts";
import { scheduledLesson, type LessonState } from "../../../domain/lesson/lesson.ts";
import { decideRecordAttendance } from "../../../domain/lesson/record-attendance.ts";
import { decideRequestConfirmation } from "../../../domain/lesson/request-confirmation.ts";
import { decideRequestLeave } from "../../../domain/lesson/request-leave.ts";
import {
  LessonAction,
  LessonStatus,
  lessonTransitions,
  moneyOfLesson,
} from "../../../domain/lesson/transitions.ts";
import { decideUndoConfirmation } from "../../../domain/lesson/undo-confirmation.ts";
import { nextState } from "../../../domain/shared/lifecycle.ts";
import { fen } from "../../../domain/shared/money.ts";
import type { Result } from "../../../domain/shared/result.ts";
import { DAY_MS } from "../../../domain/shared/time.ts";
import {
  CUSTODY_ACCOUNT,
  familyTime,
  FIRST_LESSON,
  instructionId,
  MONDAY,
  PAYOUT_ACCOUNT,
  SANDBOX_BANK,
} from "../../support/money-builders.ts";
import { paidStory } from "../../support/money-story.ts";

/** The lifecycle drawn by hand from the rules: rows are states, columns what may follow. */
const drawn: Readonly<Record<LessonStatus, string>> = {
  scheduled: "taught absent missed scheduled refunding transferred reversed",
  taught: "absent missed requested reversed",
  absent: "taught scheduled refunding transferred reversed",
  missed: "taught requested reversed",
  requested: "confirmed deemed disputed",
  confirmed: "requested releasing",
  deemed: "releasing",
  disputed: "requested confirmed scheduled",
  releasing: "released confirmed deemed",
  released: "",
  refunding: "returned scheduled absent",
  returned: "",
  transferred: "",
  reversed: "",
};

const { enrolment } = paidStory(fen(10_000), 1);

/** An enrolment of one lesson, whose money lies where a lesson of this status has it. */
function given(status: LessonStatus) {
  const [state] = moneyOfLesson[status];
  const balances = {
    ...NO_MONEY,
    paid: fen(10_000),
    ...(state === undefined ? {} : { [state]: fen(10_000) }),
  };
  const lesson: LessonState = { ...scheduledLesson(enrolment, 1), status };
  return { enrolment: { ...enrolment, balances }, lesson };
}

type Decide = (status: LessonStatus) => Result<{ readonly lesson: LessonState }>;

const attendance =
  (was: "present" | "absent", counted: CountedAbsence = "never"): Decide =>
  (status) => {
    const { enrolment: of, lesson } = given(status);
    const command = { ...FIRST_LESSON, attendance: was };
    const contract = counted === "never" ? of : { ...of, countedAbsence: counted };
    return decideRecordAttendance(contract, lesson, command, MONDAY);
  };

/** The decisions that take a person's action on a lesson. */
const decisions: Partial<Readonly<Record<LessonAction, Decide>>> = {
  "record-present": attendance("present"),
  "record-absent": attendance("absent"),
  "record-missed": attendance("absent", "always"),
  "request-leave": (status) => {
    const { enrolment: of, lesson } = given(status);
    const session = { number: 1, startsAt: MONDAY + DAY_MS, endsAt: MONDAY + 2 * DAY_MS };
    return decideRequestLeave(
      of,
      { lessonNumber: 1, stored: lesson },
      session,
      { leaveNoticeHours: 24 },
      MONDAY,
    );
  },
  "request-confirmation": (status) => {
    const { enrolment: of, lesson } = given(status);
    return decideRequestConfirmation(of, lesson, familyTime(MONDAY));
  },
  deem: (status) => {
    const { enrolment: of, lesson } = given(status);
    const deadline = familyTime(MONDAY);
    return decideDeemLesson(of, { ...lesson, deadline }, deadline.dueAt);
  },
  confirm: (status) => {
    const { enrolment: of, lesson } = given(status);
    return decideConfirmLesson(of, lesson, 0, MONDAY);
  },
  "undo-confirmation": (status) => {
    const { enrolment: of, lesson } = given(status);
    const word = { confirmedBy: "guardian", undoUntil: MONDAY + 1 } as const;
    return decideUndoConfirmation(of, { ...lesson, ...word }, MONDAY);
  },
  "instruct-release": (status) => {
    const { enrolment: of, lesson } = given(status);
    const command = {
      instructionId: instructionId(1),
      bankId: SANDBOX_BANK,
      custodyAccountNo: CUSTODY_ACCOUNT,
      payoutAccountNo: PAYOUT_ACCOUNT,
    };
    return decideInstructRelease(of, lesson, command, MONDAY);
  },
};

describe("the lifecycle of a lesson", () => {
  it.each(LessonStatus.options)("leads from %s where the rules say", (status) => {
    const followers = LessonAction.options.flatMap(
      (action) => nextState(lessonTransitions, status, action) ?? [],
    );
    expect(followers.toSorted()).toEqual(drawn[status].split(" ").filter(Boolean).toSorted());
  });

  it.each(
    LessonStatus.options.flatMap((status) =>
      Object.entries(decisions).map(([action, decide]) => ({ status, action, decide })),
    ),
  )("is kept by the decisions: $status and $action", ({ status, action, decide }) => {
    const expected = nextState(lessonTransitions, status, LessonAction.parse(action));
    const decided = decide(status);
    expect(decided.ok ? decided.value.lesson.status : undefined).toBe(expected);
  });
});
