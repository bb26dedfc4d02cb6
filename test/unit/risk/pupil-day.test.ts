import { describe, expect, it } from "vitest";
import {
  doubtsOf,
  type Presence,
  type PupilDay,
  tellPresence,
} from "../../../domain/risk/pupil-day.ts";
import { aPresence, at } from "../../support/presences.ts";

const dayOf = (...told: readonly Presence[]): PupilDay => told.reduce(tellPresence, []);

/** Each lesson in doubt with the one that speaks against it, by the numbers of their orders. */
const doubtsIn = (...told: readonly Presence[]): Readonly<Record<number, number>> =>
  Object.fromEntries(
    [...doubtsOf(dayOf(...told)).values()].map(({ lesson, other }) => [
      orderOf(lesson),
      orderOf(other),
    ]),
  );
const orderOf = ({ enrolmentId }: Presence): number => Number(enrolmentId.slice(-4));

const first = aPresence({ order: 1, institution: 1, from: "17:00", to: "18:00" });

describe("a pupil who was recorded at two institutions at one time", () => {
  it("puts both lessons in doubt, whichever was recorded first", () => {
    const other = aPresence({ order: 2, institution: 2, from: "17:59", to: "19:00" });
    expect(doubtsIn(first, other)).toEqual({ 1: 2, 2: 1 });
    expect(doubtsIn(other, first)).toEqual({ 1: 2, 2: 1 });
  });

  it("does so where one lesson lies within the other, and where they are at the same time", () => {
    const within = aPresence({ order: 2, institution: 2, from: "17:20", to: "17:40" });
    const same = aPresence({ order: 2, institution: 2, from: "17:00", to: "18:00" });
    expect(doubtsIn(first, within)).toEqual({ 1: 2, 2: 1 });
    expect(doubtsIn(first, same)).toEqual({ 1: 2, 2: 1 });
  });

  it("is known from the later of the two records on", () => {
    const [early, late] = [at("18:10"), at("21:30")];
    const other = aPresence({ order: 2, institution: 2, recordedAt: late });
    const doubts = [...doubtsOf(dayOf({ ...first, recordedAt: early }, other)).values()];
    expect(doubts.map(({ knownAt }) => knownAt)).toEqual([late, late]);
  });
});

describe("what is no second place", () => {
  it.each([
    ["a lesson that begins as the other ends", { from: "18:00", to: "19:00" }],
    ["a lesson that ends as the other begins", { from: "16:00", to: "17:00" }],
    ["a lesson from which the pupil was absent", { isPresent: false }],
  ])("%s", (_, overrides) => {
    expect(doubtsIn(first, aPresence({ order: 2, institution: 2, ...overrides }))).toEqual({});
  });

  it("a second order of the same session", () => {
    expect(doubtsIn(first, aPresence({ order: 2, institution: 1 }))).toEqual({});
  });
});

describe("two lessons of one institution at one time", () => {
  const inOtherClass = aPresence({ order: 2, institution: 1, aClass: 2, recordedAt: at("20:00") });

  it("put the one in doubt that was recorded later", () => {
    expect(doubtsIn(first, inOtherClass)).toEqual({ 2: 1 });
  });

  it("do so for two sessions of one class as well", () => {
    const inOtherSession = { ...inOtherClass, classId: first.classId, sessionNumber: 2 };
    expect(doubtsIn(first, inOtherSession)).toEqual({ 2: 1 });
  });

  it("put one of them in doubt where a batch recorded both, always the same", () => {
    const atOnce = { ...inOtherClass, recordedAt: first.recordedAt };
    expect(doubtsIn(first, atOnce)).toEqual({ 2: 1 });
    expect(doubtsIn(atOnce, first)).toEqual({ 2: 1 });
  });
});

describe("three lessons at one time", () => {
  const of = (order: number, institution: number) =>
    aPresence({ order, institution, aClass: order, recordedAt: at("20:00") + order });

  it("count once each at three institutions, against the one that was recorded first", () => {
    expect(doubtsIn(of(3, 3), of(2, 2), of(1, 1))).toEqual({ 1: 2, 2: 1, 3: 1 });
  });

  it("count two at one institution: one of them may be true", () => {
    expect(doubtsIn(of(1, 1), of(2, 1), of(3, 1))).toEqual({ 2: 1, 3: 1 });
  });

  it("count each where two are at one institution and one is elsewhere", () => {
    expect(doubtsIn(of(1, 1), of(2, 1), of(3, 2))).toEqual({ 1: 3, 2: 1, 3: 1 });
  });
});

describe("what is said of a place", () => {
  const other = aPresence({ order: 2, institution: 2 });
  const corrected = { ...other, isPresent: false, sequence: other.sequence + 1 };

  it("is taken back by a later entry, in whatever order the two come", () => {
    expect(doubtsIn(first, other, corrected)).toEqual({});
    expect(doubtsIn(first, corrected, other)).toEqual({});
    expect(doubtsIn(first, corrected, other, { ...other, sequence: 9 })).toEqual({ 1: 2, 2: 1 });
  });

  it("leaves the day as it is when it is told again", () => {
    const day = dayOf(first, corrected);
    expect(tellPresence(day, other)).toBe(day);
    expect(tellPresence(day, corrected)).toBe(day);
  });
});
