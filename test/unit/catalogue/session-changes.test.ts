import { describe, expect, it } from "vitest";
import { decideCancelSession } from "../../../domain/catalogue/cancel-session.ts";
import { decideChangeTeacher } from "../../../domain/catalogue/change-teacher.ts";
import { ClassState, type ClassSession } from "../../../domain/catalogue/class.ts";
import { decideMakeUpSession } from "../../../domain/catalogue/make-up-session.ts";
import { decideRescheduleSession } from "../../../domain/catalogue/reschedule-session.ts";
import {
  audienceOf,
  type SessionDecision,
  sessionStatus,
  type Timetable,
  withSession,
} from "../../../domain/catalogue/session.ts";
import { MemberId } from "../../../domain/shared/ids.ts";
import { DAY_MS, HOUR_MS } from "../../../domain/shared/time.ts";
import {
  aClass,
  dailySessions,
  limits,
  MONDAY,
  refusalOf,
  valueOf,
} from "../../support/money-builders.ts";

const SESSIONS = dailySessions(4);
const DAYS_LATER = 20;
const offline = { ...limits, latestEndMinuteOfDay: 20 * 60 + 30 };

const given = (sessions: readonly ClassSession[] = SESSIONS): Timetable => ({
  class: aClass({
    sessionCount: sessions.length,
    startsAt: MONDAY + DAY_MS + 8 * HOUR_MS,
    endsAt: MONDAY + 4 * DAY_MS + 9 * HOUR_MS,
  }),
  sessions,
});

const sessionIn = ({ sessions }: Timetable, number: number): ClassSession => {
  const found = sessions.find((session) => session.number === number);
  if (found === undefined) throw new Error(`there is no session ${number}`);
  return found;
};

const after = (before: Timetable, decided: SessionDecision): Timetable => ({
  class: decided.class,
  sessions: withSession(before.sessions, decided.session),
});

const cancel = (timetable: Timetable, number: number, at = MONDAY) =>
  decideCancelSession(timetable, sessionIn(timetable, number), at);

const timesOf = (number: number, days: number, hours = 0) => {
  const { startsAt, endsAt } = sessionIn(given(), number);
  const shift = days * DAY_MS + hours * HOUR_MS;
  return { startsAt: startsAt + shift, endsAt: endsAt + shift };
};

const move = (timetable: Timetable, number: number, days: number, hours = 0, at = MONDAY) =>
  decideRescheduleSession(
    timetable,
    sessionIn(timetable, number),
    timesOf(number, days, hours),
    offline,
    at,
  );

const makeUp = (timetable: Timetable, number: number, missingCount = 0, days = DAYS_LATER) =>
  decideMakeUpSession(
    timetable,
    sessionIn(timetable, number),
    { ...timesOf(1, days), missingCount },
    offline,
    MONDAY,
  );

describe("the time that a class spans", () => {
  it("begins with the first session that stands, and ends with the last", () => {
    const first = valueOf(cancel(given(), 1));
    expect(first.class.startsAt).toBe(sessionIn(given(), 2).startsAt);
    const both = valueOf(cancel(after(given(), first), 4));
    expect(both.class.endsAt).toBe(sessionIn(given(), 3).endsAt);
  });

  it("stays as it was where no session stands any more", () => {
    const alone = given(SESSIONS.slice(0, 1));
    expect(valueOf(cancel(alone, 1)).class).toEqual(alone.class);
  });

  it("grows with a session that is moved or added behind its end", () => {
    expect(valueOf(move(given(), 2, 10)).class.endsAt).toBe(timesOf(2, 10).endsAt);
    const cancelled = after(given(), valueOf(cancel(given(), 2)));
    const made = valueOf(makeUp(cancelled, 2));
    expect(made.class).toMatchObject({ endsAt: timesOf(1, DAYS_LATER).endsAt, sessionCount: 5 });
    expect(ClassState.omit({ seatsTaken: true }).parse(made.class)).toEqual(
      expect.objectContaining({ sessionCount: 5 }),
    );
  });
});

describe("a session that is moved", () => {
  it("keeps its number and lesson, and the time at which it was to begin at first", () => {
    const once = after(given(), valueOf(move(given(), 2, 10)));
    const twice = valueOf(move(once, 2, 11));
    expect(twice.session).toMatchObject({ number: 2, movedFrom: sessionIn(given(), 2).startsAt });
    expect(sessionStatus(twice.session)).toBe("moved");
    expect(twice.event).toMatchObject({
      name: "lesson-rescheduled",
      data: { sessionNumber: 2, lessonNumber: 2, startsAt: "2026-03-15T17:00:00.000+08:00" },
    });
  });

  it("may go between other sessions, and to where a cancelled one was", () => {
    expect(move(given(), 2, 1, -2).ok).toBe(true);
    expect(refusalOf(move(given(), 2, 1))).toMatchObject({ code: "catalogue.session-overlap" });
    const cancelled = after(given(), valueOf(cancel(given(), 3)));
    expect(move(cancelled, 2, 1).ok).toBe(true);
  });

  it("keeps the gap of online lessons to the sessions on both sides", () => {
    const online = { ...offline, minGapMinutes: 10 };
    const at = (minutes: number) => {
      const { startsAt, endsAt } = sessionIn(given(), 3);
      const shift = minutes * 60_000;
      const times = { startsAt: startsAt + shift, endsAt: endsAt + shift };
      return decideRescheduleSession(given(), sessionIn(given(), 2), times, online, MONDAY);
    };
    expect([at(-54), at(54)].map((one) => refusalOf(one)?.code)).toEqual([
      "catalogue.gap-too-short",
      "catalogue.gap-too-short",
    ]);
    expect([at(-55).ok, at(55).ok]).toEqual([true, true]);
  });

  it("stays within the time that one charge may cover, counted from the first session", () => {
    expect(move(given(), 2, 91).ok).toBe(true);
    expect(refusalOf(move(given(), 2, 92))).toMatchObject({
      code: "catalogue.too-long-a-period",
      facts: { firstDay: "2026-03-03", latestDay: "2026-06-03" },
    });
  });

  it("lies on no forbidden day", () => {
    const forbidden = { ...offline, isForbiddenDay: (day: string) => day === "2026-03-14" };
    const asked = timesOf(2, 10);
    const decided = decideRescheduleSession(
      given(),
      sessionIn(given(), 2),
      asked,
      forbidden,
      MONDAY,
    );
    expect(refusalOf(decided)).toEqual({
      code: "catalogue.session-on-rest-day",
      facts: { number: 2, day: "2026-03-14" },
    });
  });

  it.each([
    ["begun", {}, MONDAY + 2 * DAY_MS + 8 * HOUR_MS, "catalogue.session-begun"],
    ["recorded", { recordedAt: MONDAY }, MONDAY, "catalogue.session-begun"],
    ["cancelled", { cancelledAt: MONDAY }, MONDAY, "catalogue.session-cancelled"],
  ])("has not %s", (_what, changes, at, code) => {
    const session = { ...sessionIn(given(), 2), ...changes };
    expect(refusalOf(move(given(withSession(SESSIONS, session)), 2, 10, 0, at))?.code).toBe(code);
  });
});

describe("a make-up session", () => {
  const cancelled = after(given(), valueOf(cancel(given(), 2)));

  it("is for the whole class where the session was cancelled, else for those who missed it", () => {
    const forAll = valueOf(makeUp(cancelled, 2));
    expect(audienceOf(forAll.session, cancelled.sessions)).toEqual({});
    const forSome = valueOf(makeUp(given(), 2, 1));
    expect(audienceOf(forSome.session, SESSIONS)).toEqual({ absentFrom: 2 });
    expect(forSome.event).toMatchObject({ name: "make-up-planned", data: { absentFrom: 2 } });
  });

  it("of a make-up session is for those whom that was for, and teaches the same lesson", () => {
    const once = after(given(), valueOf(makeUp(given(), 2, 1)));
    const off = after(once, valueOf(cancel(once, 5)));
    const again = valueOf(makeUp(off, 5, 0, DAYS_LATER + 1));
    expect(again.session.makesUp).toEqual({ lessonNumber: 2, sessionNumber: 5 });
    expect(audienceOf(again.session, off.sessions)).toEqual({ absentFrom: 2 });
    const missed = valueOf(makeUp(once, 5, 1, DAYS_LATER + 1));
    expect(audienceOf(missed.session, once.sessions)).toEqual({ absentFrom: 5 });
  });

  it("needs something to make up, which no standing session makes up already", () => {
    expect(refusalOf(makeUp(given(), 2))?.code).toBe("catalogue.nothing-to-make-up");
    const made = after(cancelled, valueOf(makeUp(cancelled, 2)));
    expect(refusalOf(makeUp(made, 2, 0, DAYS_LATER + 1))).toEqual({
      code: "catalogue.already-made-up",
      facts: { number: 2, makeUpNumber: 5 },
    });
    const off = after(made, valueOf(cancel(made, 5)));
    expect(valueOf(makeUp(off, 2, 0, DAYS_LATER + 1)).session.number).toBe(6);
  });

  it("is one of at most 200 that a class has", () => {
    const full = { ...cancelled, class: { ...cancelled.class, sessionCount: 200 } };
    expect(refusalOf(makeUp(full, 2))?.code).toBe("catalogue.too-many-sessions");
  });
});

describe("a class's head", () => {
  it("stays far below 1 KB, however often its sessions change", () => {
    const teacherId = MemberId.parse("mem_01JNA000000000000000000013");
    let timetable = given();
    for (const number of [1, 2, 3, 4])
      timetable = after(timetable, valueOf(cancel(timetable, number)));
    for (const number of [1, 2, 3, 4])
      timetable = after(timetable, valueOf(makeUp(timetable, number, 0, 10 + number)));
    const { class: changed } = valueOf(decideChangeTeacher(timetable.class, teacherId, MONDAY));
    expect(timetable.sessions).toHaveLength(8);
    expect(Buffer.byteLength(JSON.stringify(changed))).toBeLessThan(512);
  });
});
