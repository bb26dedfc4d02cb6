import { describe, expect, it } from "vitest";
import { checkPattern, matchesPattern } from "../../../local/events/event-pattern.ts";

const event = {
  source: "xiaowai",
  "detail-type": "lesson-confirmed.v1",
  detail: {
    state: "Confirmed",
    amountFen: 12_000,
    note: null,
    address: "10.1.2.3",
    file: "lists/2026/institutions.csv",
    tags: ["a", "b"],
    moves: [
      { from: "pending", to: "earned" },
      { from: "earned", to: "releasing" },
    ],
    inner: { deep: true },
  },
};

describe("event patterns", () => {
  it.each<[string, Record<string, unknown>, boolean]>([
    ["equal text", { source: ["xiaowai"] }, true],
    ["one of several texts", { source: ["other", "xiaowai"] }, true],
    ["other text", { source: ["other"] }, false],
    ["all fields must match", { source: ["xiaowai"], "detail-type": ["x"] }, false],
    ["a number", { detail: { amountFen: [12_000] } }, true],
    ["null", { detail: { note: [null] } }, true],
    ["a boolean, deep", { detail: { inner: { deep: [true] } } }, true],
    ["an absent field", { detail: { missing: ["x"] } }, false],
    ["a value within a list", { detail: { tags: ["b"] } }, true],
    ["a field of an object within a list", { detail: { moves: { to: ["releasing"] } } }, true],
    [
      "no object within the list has both",
      { detail: { moves: { from: ["pending"], to: ["releasing"] } } },
      false,
    ],
    ["prefix", { "detail-type": [{ prefix: "lesson-" }] }, true],
    [
      "prefix ignoring case",
      { detail: { state: [{ prefix: { "equals-ignore-case": "conf" } }] } },
      true,
    ],
    ["suffix", { detail: { file: [{ suffix: ".csv" }] } }, true],
    ["suffix that differs in case", { detail: { file: [{ suffix: ".CSV" }] } }, false],
    ["equals-ignore-case", { detail: { state: [{ "equals-ignore-case": "CONFIRMED" }] } }, true],
    ["wildcard", { detail: { file: [{ wildcard: "lists/*/*.csv" }] } }, true],
    ["wildcard that does not fit", { detail: { file: [{ wildcard: "lists/*.txt" }] } }, false],
    [
      "an escaped star is a star",
      { detail: { file: [{ wildcard: String.raw`lists/\*` }] } },
      false,
    ],
    ["numeric range", { detail: { amountFen: [{ numeric: [">", 0, "<=", 12_000] }] } }, true],
    ["numeric outside", { detail: { amountFen: [{ numeric: ["<", 12_000] }] } }, false],
    ["cidr", { detail: { address: [{ cidr: "10.1.0.0/16" }] } }, true],
    ["cidr outside", { detail: { address: [{ cidr: "10.2.0.0/16" }] } }, false],
    ["exists", { detail: { state: [{ exists: true }] } }, true],
    ["an object is no leaf that exists", { detail: { inner: [{ exists: true }] } }, false],
    ["does not exist", { detail: { missing: [{ exists: false }] } }, true],
    ["anything-but a value", { detail: { state: [{ "anything-but": "Confirmed" }] } }, false],
    ["anything-but a list", { detail: { state: [{ "anything-but": ["a", "b"] }] } }, true],
    [
      "anything-but a prefix",
      { detail: { state: [{ "anything-but": { prefix: "Conf" } }] } },
      false,
    ],
    ["anything-but wants the field", { detail: { missing: [{ "anything-but": "a" }] } }, false],
    ["$or, one holds", { detail: { $or: [{ state: ["x"] }, { amountFen: [12_000] }] } }, true],
    ["$or, none holds", { $or: [{ source: ["x"] }, { source: ["y"] }] }, false],
    [
      "$or beside another field",
      { source: ["x"], $or: [{ "detail-type": [{ exists: true }] }] },
      false,
    ],
  ])("%s", (_name, pattern, expected) => {
    expect(matchesPattern(pattern, event)).toBe(expected);
  });

  it("refuses an operator that it does not know", () => {
    expect(() => matchesPattern({ source: [{ soundsLike: "x" }] }, event)).toThrow(
      "operator soundsLike is not known",
    );
  });

  it.each([
    { detail: { amountFen: [{ above: 3 }] } },
    { $or: [{ a: [{ nope: 1 }] }, { b: [1] }] },
    { source: "not a list" },
  ])("are looked over before any event comes: %j", (pattern) => {
    expect(() => checkPattern(pattern)).toThrow(/is not (known|understood)/);
  });

  it("pass the check when nothing is wrong with them", () => {
    const pattern = { a: ["x", { exists: false }], $or: [{ b: [{ prefix: "y" }] }, { c: [1] }] };
    expect(checkPattern(pattern)).toEqual(pattern);
  });
});
