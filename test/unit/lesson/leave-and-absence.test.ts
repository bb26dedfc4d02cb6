import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ClassSession } from "../../../domain/catalogue/class.ts";
import {
  CountedAbsence,
  isAbsenceCounted,
  NOTHING_AGREED,
} from "../../../domain/enrolment/absence.ts";
import type { EnrolmentState } from "../../../domain/enrolment/enrolment.ts";
import { sessionOfLesson } from "../../../domain/lesson/lesson-session.ts";
import { scheduledLesson, type LessonState } from "../../../domain/lesson/lesson.ts";
import { decideRecordAttendance } from "../../../domain/lesson/record-attendance.ts";
import { decideRequestConfirmation } from "../../../domain/lesson/request-confirmation.ts";
import { decideRequestLeave } from "../../../domain/lesson/request-leave.ts";
import { fen, sumFen } from "../../../domain/shared/money.ts";
import type { Result } from "../../../domain/shared/result.ts";
import { DAY_MS, HOUR_MS } from "../../../domain/shared/time.ts";
import {
  dailySessions,
  familyTime,
  MONDAY,
  refusalOf,
  valueOf,
} from "../../support/money-builders.ts";
import { paidStory, signedStory } from "../../support/money-story.ts";

const PRICE = fen(10_001);
const { enrolment: paid } = paidStory(PRICE, 3);
const SESSIONS = dailySessions(3);
/** Makes up the second lesson, ten days later. */
const MAKE_UP: ClassSession = {
  number: 4,
  startsAt: MONDAY + 12 * DAY_MS,
  endsAt: MONDAY + 12 * DAY_MS + HOUR_MS,
  makesUp: { lessonNumber: 2, sessionNumber: 2 },
};
const LATER = MONDAY + 30 * DAY_MS;

const agreed = (counted: CountedAbsence): EnrolmentState =>
  counted === "never" ? paid : { ...paid, countedAbsence: counted };

const sessionAt = (number: number): ClassSession => {
  const found = [...SESSIONS, MAKE_UP].find((session) => session.number === number);
  if (found === undefined) throw new Error(`there is no session ${number}`);
  return found;
};

const record = (
  enrolment: EnrolmentState,
  stored: LessonState | undefined,
  sessionNumber: number,
  attendance: "present" | "absent",
) => {
  const { startsAt: sessionStartsAt, endsAt: sessionEndsAt, makesUp } = sessionAt(sessionNumber);
  const lessonNumber = makesUp?.lessonNumber ?? sessionNumber;
  const command = { lessonNumber, sessionNumber, sessionStartsAt, sessionEndsAt, attendance };
  return decideRecordAttendance(enrolment, stored, command, LATER);
};

const leave = (
  enrolment: EnrolmentState,
  stored: LessonState | undefined,
  session: ClassSession,
  at: number,
  leaveNoticeHours = 24,
) => decideRequestLeave(enrolment, { lessonNumber: 2, stored }, session, { leaveNoticeHours }, at);

const lessonOf = (result: Result<{ readonly lesson: LessonState }>): LessonState =>
  valueOf(result).lesson;

describe("what counts as a lesson taken", () => {
  it.each([
    ["never", false, false],
    ["without-leave", false, true],
    ["always", true, true],
  ] as const)("%s: on leave %s, without leave %s", (counted, onLeave, withoutLeave) => {
    expect([isAbsenceCounted(counted, true), isAbsenceCounted(counted, false)]).toEqual([
      onLeave,
      withoutLeave,
    ]);
  });

  it("is nothing but lessons taught where a contract says nothing of absence", () => {
    expect(paid.countedAbsence).toBeUndefined();
    expect(lessonOf(record(paid, undefined, 2, "absent")).status).toBe("absent");
    const atTheLast = sessionAt(2).startsAt - 1;
    const { leaveNoticeHours } = NOTHING_AGREED;
    expect(leave(paid, undefined, sessionAt(2), atTheLast, leaveNoticeHours).ok).toBe(true);
  });
});

describe("leave", () => {
  const { startsAt } = sessionAt(2);

  it("is in time up to the very hour that the contract says", () => {
    const contract = agreed("without-leave");
    const last = startsAt - 6 * HOUR_MS;
    expect(lessonOf(leave(contract, undefined, sessionAt(2), last, 6))).toMatchObject({
      ...{ status: "scheduled", sessionNumber: 2, leaveAt: last },
    });
    expect(refusalOf(leave(contract, undefined, sessionAt(2), last + 1, 6))).toEqual({
      code: "lesson.leave-too-late",
      facts: { lessonNumber: 2, startsAt: "2026-03-04T17:00:00.000+08:00", leaveNoticeHours: 6 },
    });
  });

  it("is in time until it begins where the session was announced after that hour", () => {
    const contract = agreed("without-leave");
    const moved = { ...sessionAt(2), announcedAt: startsAt - 5 * HOUR_MS };
    expect(leave(contract, undefined, moved, startsAt - 1, 6).ok).toBe(true);
    expect(refusalOf(leave(contract, undefined, moved, startsAt, 6))?.code).toBe(
      "lesson.leave-too-late",
    );
    const early = { ...sessionAt(2), announcedAt: startsAt - 7 * HOUR_MS };
    expect(leave(contract, undefined, early, startsAt - 5 * HOUR_MS, 6).ok).toBe(false);
  });

  it("holds for its session alone", () => {
    const contract = agreed("without-leave");
    const onLeave = lessonOf(leave(contract, undefined, sessionAt(2), MONDAY));
    expect(lessonOf(record(contract, onLeave, 2, "absent")).status).toBe("absent");
    // The make-up session is missed without a word.
    const missed = lessonOf(record(contract, onLeave, 4, "absent"));
    expect(missed).toMatchObject({ status: "missed", sessionNumber: 4 });
    expect(missed.leaveAt).toBeUndefined();
    const again = lessonOf(leave(contract, onLeave, MAKE_UP, MONDAY));
    expect(lessonOf(record(contract, again, 4, "absent")).status).toBe("absent");
  });

  it("survives a correction of the record", () => {
    const contract = agreed("without-leave");
    const onLeave = lessonOf(leave(contract, undefined, sessionAt(2), MONDAY));
    const came = lessonOf(record(contract, onLeave, 2, "present"));
    expect(lessonOf(record(contract, came, 2, "absent")).status).toBe("absent");
  });

  it("is taken from paid orders alone, and from lessons that are still to be held", () => {
    const { enrolment: signed } = signedStory(PRICE, 3);
    expect(refusalOf(leave(signed, undefined, sessionAt(2), MONDAY))?.code).toBe(
      "lesson.enrolment-not-active",
    );
    const taught = lessonOf(record(paid, undefined, 2, "present"));
    expect(refusalOf(leave(paid, taught, MAKE_UP, MONDAY))).toEqual({
      code: "lesson.not-open-to-leave",
      facts: { lessonNumber: 2, status: "taught" },
    });
  });
});

describe("a lesson in two sessions", () => {
  it("is taken once: in the one where the pupil was", () => {
    const absent = lessonOf(record(paid, undefined, 2, "absent"));
    const madeUp = lessonOf(record(paid, absent, 4, "present"));
    expect(madeUp).toMatchObject({ status: "taught", lessonNumber: 2, sessionNumber: 4 });
    expect(madeUp.amountFen).toBe(scheduledLesson(paid, 2).amountFen);
    expect(refusalOf(record(paid, madeUp, 2, "present"))?.code).toBe("lesson.attendance-fixed");
    expect(refusalOf(record(paid, madeUp, 2, "absent"))).toEqual({
      code: "lesson.settled-elsewhere",
      facts: { lessonNumber: 2, sessionNumber: 2, settledNumber: 4, status: "taught" },
    });
  });

  it("that counts as taken is not missed a second time, but may be taught all the same", () => {
    const contract = agreed("always");
    const missed = lessonOf(record(contract, undefined, 2, "absent"));
    expect(refusalOf(record(contract, missed, 4, "absent"))?.code).toBe("lesson.settled-elsewhere");
    expect(lessonOf(record(contract, missed, 4, "present")).status).toBe("taught");
  });

  it("can be missed again where it did not count", () => {
    const absent = lessonOf(record(paid, undefined, 2, "absent"));
    expect(refusalOf(record(paid, absent, 2, "absent"))?.code).toBe("lesson.attendance-fixed");
    expect(lessonOf(record(paid, absent, 4, "absent"))).toMatchObject({ sessionNumber: 4 });
  });
});

describe("the session of a lesson", () => {
  const cancelled = SESSIONS.map((one) =>
    one.number === 2 ? { ...one, cancelledAt: MONDAY } : one,
  );
  const of = (
    sessions: readonly ClassSession[],
    lesson?: Pick<LessonState, "status" | "sessionNumber">,
  ) => sessionOfLesson(sessions, 2, lesson)?.number;
  const all = [...SESSIONS, MAKE_UP];

  it.each([
    ["as planned", of(all), 2],
    ["cancelled, and not made up yet", of(cancelled), 2],
    ["cancelled and made up", of([...cancelled, MAKE_UP]), 4],
    ["its make-up cancelled as well", of([...cancelled, { ...MAKE_UP, cancelledAt: MONDAY }]), 2],
    ["on leave", of(all, { status: "scheduled", sessionNumber: 2 }), 4],
    ["absent, and no make-up planned", of(SESSIONS, { status: "absent", sessionNumber: 2 }), 2],
    ["absent from the make-up too", of(all, { status: "absent", sessionNumber: 4 }), 4],
    ["taught", of(all, { status: "taught", sessionNumber: 2 }), 2],
    ["counted as taken", of(all, { status: "missed", sessionNumber: 2 }), 2],
    ["of a class without so many", sessionOfLesson(all, 7, undefined), undefined],
  ])("%s", (_what, found, expected) => {
    expect(found).toBe(expected);
  });
});

describe("whatever is recorded in whichever session", () => {
  const attempt = fc.record({
    session: fc.constantFrom(1, 2, 3, 4),
    does: fc.constantFrom("present", "absent", "leave", "ask" as const),
  });

  it("asks each lesson's amount at most once, and all of them together make the price", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...CountedAbsence.options),
        fc.array(attempt, { maxLength: 25 }),
        (counted, attempts) => {
          let enrolment = agreed(counted);
          const lessons = new Map<number, LessonState>();
          for (const { session, does } of attempts) {
            const { makesUp } = sessionAt(session);
            const number = makesUp?.lessonNumber ?? session;
            const stored = lessons.get(number);
            const lesson = stored ?? scheduledLesson(enrolment, number);
            const decided =
              does === "ask"
                ? decideRequestConfirmation(enrolment, lesson, familyTime(LATER))
                : does === "leave"
                  ? decideRequestLeave(
                      enrolment,
                      { lessonNumber: number, stored },
                      sessionAt(session),
                      { leaveNoticeHours: 24 },
                      MONDAY,
                    )
                  : record(enrolment, stored, session, does);
            if (!decided.ok) continue;
            enrolment = decided.value.enrolment;
            lessons.set(number, decided.value.lesson);
          }
          const { unconsumed, pending } = enrolment.balances;
          expect(unconsumed + pending).toBe(PRICE);
          const asked = [...lessons.values()].filter(({ status }) => status === "requested");
          expect(sumFen(asked.map(({ amountFen }) => amountFen))).toBe(pending);
          expect(asked.length).toBeLessThanOrEqual(enrolment.lessonCount);
        },
      ),
      { numRuns: 300, seed: 20260302 },
    );
  });
});
