import { describe, expect, it } from "vitest";
import { ClassState, type ClassSession } from "../../../domain/catalogue/class.ts";
import { decideOpenClass } from "../../../domain/catalogue/open-class.ts";
import type { TimetableLimits } from "../../../domain/catalogue/timetable.ts";
import { addMonths } from "../../../domain/shared/calendar-months.ts";
import { localDate } from "../../../domain/shared/time.ts";
import {
  aClass,
  aCourse,
  dailySessions,
  limits,
  MONDAY,
  refusalOf,
  valueOf,
} from "../../support/money-builders.ts";

const offline: TimetableLimits = { latestEndMinuteOfDay: 20 * 60 + 30 };
const online: TimetableLimits = {
  latestEndMinuteOfDay: 21 * 60,
  maxLessonMinutes: 30,
  minGapMinutes: 10,
};

const open = (sessions: readonly ClassSession[], times = offline, lessonCount = sessions.length) =>
  decideOpenClass(
    aCourse({ lessonCount }),
    { classId: aClass().classId, capacity: 30, sessions },
    { ...limits, ...times },
    MONDAY,
  );

/** A session by its times in Shanghai. */
const session = (number: number, start: string, end: string): ClassSession => ({
  number,
  startsAt: Date.parse(`${start}+08:00`),
  endsAt: Date.parse(`${end}+08:00`),
});

describe("opening a class", () => {
  it("opens it with all seats free, spanning its sessions", () => {
    const sessions = dailySessions(3);
    const decided = valueOf(open(sessions));
    expect(ClassState.parse(decided.class)).toEqual(decided.class);
    expect(decided.class).toMatchObject({
      status: "open",
      seatsTaken: 0,
      sessionCount: 3,
      startsAt: sessions[0]?.startsAt,
      endsAt: sessions[2]?.endsAt,
    });
    expect(decided.sessions).toEqual(sessions);
    expect(decided.event).toMatchObject({
      name: "class-opened",
      data: { startsAt: "2026-03-03T17:00:00.000+08:00", endsAt: "2026-03-05T17:45:00.000+08:00" },
    });
  });

  it("takes exactly one session for each lesson", () => {
    expect(refusalOf(open(dailySessions(2), offline, 3))).toEqual({
      code: "catalogue.session-count",
      facts: { sessionCount: 2, lessonCount: 3 },
    });
  });

  it.each([
    {
      code: "catalogue.session-numbering",
      sessions: [session(2, "2026-03-03T17:00", "2026-03-03T18:00")],
      facts: { position: 1, number: 2 },
    },
    {
      code: "catalogue.session-empty",
      sessions: [session(1, "2026-03-03T17:00", "2026-03-03T17:00")],
      facts: { number: 1 },
    },
    {
      code: "catalogue.session-in-past",
      sessions: [session(1, "2026-03-02T09:00", "2026-03-02T10:00")],
      facts: { number: 1, startsAt: "2026-03-02T09:00:00.000+08:00" },
    },
    {
      code: "catalogue.session-over-midnight",
      sessions: [session(1, "2026-03-03T23:30", "2026-03-04T00:30")],
      facts: { number: 1 },
    },
    {
      code: "catalogue.session-overlap",
      sessions: [
        session(1, "2026-03-03T17:00", "2026-03-03T18:00"),
        session(2, "2026-03-03T17:59", "2026-03-03T18:30"),
      ],
      facts: { number: 2 },
    },
  ])("is refused as $code", ({ code, sessions, facts }) => {
    expect(refusalOf(open(sessions))).toEqual({ code, facts });
  });

  it("lets offline lessons end at 20:30 and not a moment later", () => {
    expect(open([session(1, "2026-03-03T19:30", "2026-03-03T20:30")]).ok).toBe(true);
    for (const end of ["2026-03-03T20:31", "2026-03-03T20:30:01"])
      expect(refusalOf(open([session(1, "2026-03-03T19:30", end)]))).toMatchObject({
        code: "catalogue.session-ends-late",
        facts: { number: 1, latestEnd: "20:30" },
      });
  });

  it("lets online lessons end at 21:00, last 30 minutes and stand 10 apart, to the minute", () => {
    const first = session(1, "2026-03-03T19:50", "2026-03-03T20:20");
    const second = session(2, "2026-03-03T20:30", "2026-03-03T21:00");
    expect(open([first, second], online).ok).toBe(true);
    const long = { ...first, endsAt: first.endsAt + 1 };
    expect(refusalOf(open([long, second], online))).toEqual({
      code: "catalogue.session-too-long",
      facts: { number: 1, minutes: 31, maxMinutes: 30 },
    });
    const tight = session(2, "2026-03-03T20:29", "2026-03-03T20:59");
    expect(refusalOf(open([first, tight], online))).toEqual({
      code: "catalogue.gap-too-short",
      facts: { number: 2, minutes: 9, minMinutes: 10 },
    });
    const late = session(1, "2026-03-03T20:31", "2026-03-03T21:01");
    expect(refusalOf(open([late], online))?.code).toBe("catalogue.session-ends-late");
  });

  it("spans no more than three calendar months, the corresponding day included", () => {
    const first = session(1, "2026-03-03T17:00", "2026-03-03T18:00");
    const onTheDay = session(2, "2026-06-03T17:00", "2026-06-03T18:00");
    expect(open([first, onTheDay]).ok).toBe(true);
    const dayAfter = session(2, "2026-06-04T17:00", "2026-06-04T18:00");
    expect(refusalOf(open([first, dayAfter]))).toEqual({
      code: "catalogue.too-long-a-period",
      facts: {
        firstDay: "2026-03-03",
        lastDay: "2026-06-04",
        maxMonths: 3,
        latestDay: "2026-06-03",
      },
    });
  });
});

describe("a number of calendar months later", () => {
  it.each([
    ["2026-03-02", 3, "2026-06-02"],
    ["2026-11-30", 3, "2027-02-28"],
    ["2027-11-30", 3, "2028-02-29"],
    ["2026-12-31", 3, "2027-03-31"],
    ["2026-01-31", 1, "2026-02-28"],
    ["2026-10-15", 12, "2027-10-15"],
  ])("%s plus %i is %s", (day, months, expected) => {
    expect(addMonths(localDate(day), months)).toBe(expected);
  });
});
