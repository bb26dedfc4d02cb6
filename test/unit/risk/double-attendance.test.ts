import { describe, expect, it } from "vitest";
import { type DoubleAttendance, followDoubt } from "../../../domain/risk/double-attendance.ts";
import {
  doubtsOf,
  placeName,
  type Presence,
  tellPresence,
} from "../../../domain/risk/pupil-day.ts";
import type { DomainEvent } from "../../../events/define.ts";
import { partsOf, sumsOf } from "../../support/folded-facts.ts";
import { aPresence, at, elsewhere, here } from "../../support/presences.ts";

/** What is found of the lesson here while these others stand. */
const follow = (before: DoubleAttendance | undefined, ...others: readonly Presence[]) =>
  followDoubt(
    before,
    here,
    doubtsOf([here, ...others].reduce<readonly Presence[]>(tellPresence, [])).get(placeName(here)),
  );

const third = aPresence({ order: 3, institution: 3, recordedAt: at("10:00", "2026-03-11") });

const found = follow(undefined, elsewhere);
const foundAgain = follow(found?.attendance, third);
const withdrawn = follow(foundAgain?.attendance);

describe("a lesson in doubt", () => {
  it("is found with the other lesson and the day on which both were recorded", () => {
    expect(found?.attendance).toMatchObject({
      enrolmentId: here.enrolmentId,
      found: { other: { enrolmentId: elsewhere.enrolmentId }, knownOn: "2026-03-09" },
    });
    expect(found?.event).toMatchObject({
      name: "double-attendance-found",
      data: {
        startsAt: "2026-03-07T17:00:00.000+08:00",
        other: { startsAt: "2026-03-07T17:30:00.000+08:00" },
      },
    });
  });

  it("is found anew where another lesson takes the place of the first, and withdrawn with the last", () => {
    expect(foundAgain?.attendance.found).toMatchObject({
      other: { enrolmentId: third.enrolmentId },
      knownOn: "2026-03-11",
    });
    expect(withdrawn?.event.name).toBe("double-attendance-withdrawn");
    expect(withdrawn?.attendance.found).toBeUndefined();
  });

  it("brings nothing about while it is as it was found, or was never in doubt", () => {
    expect(follow(found?.attendance, elsewhere)).toBeUndefined();
    expect(follow(found?.attendance, elsewhere, third)).toBeUndefined();
    expect(follow(undefined)).toBeUndefined();
    expect(follow(withdrawn?.attendance)).toBeUndefined();
  });
});

describe("the count of double attendances", () => {
  const countOf = (...events: readonly (DomainEvent | undefined)[]) =>
    sumsOf(
      partsOf(
        "double-attendance",
        events.flatMap((event) => (event === undefined ? [] : [["2026-03-20", event] as const])),
      ),
    );

  it("has a lesson once, on the day on which both records were there", () => {
    expect(countOf(found?.event)).toEqual({ "2026-03-09 doubleAttendanceCount": 1 });
    expect(countOf(found?.event, found?.event)).toEqual({ "2026-03-09 doubleAttendanceCount": 1 });
  });

  it("moves it to the day of the lesson that still speaks against it, and takes it back", () => {
    expect(countOf(found?.event, foundAgain?.event)).toEqual({
      "2026-03-09 doubleAttendanceCount": 0,
      "2026-03-11 doubleAttendanceCount": 1,
    });
    expect(countOf(found?.event, withdrawn?.event)).toEqual({
      "2026-03-09 doubleAttendanceCount": 0,
    });
  });
});
