import { describe, expect, it } from "vitest";
import { itemBytes } from "../../../adapters/table/item-size.ts";
import type { Value } from "../../../adapters/table/table.ts";

/** Worked by hand from the developer guide; the attribute's name `a` is one byte of each. */
const cases: readonly [what: string, value: Value, bytes: number][] = [
  ["an empty string", "", 1],
  ["ASCII letters", "abc", 1 + 3],
  ["Chinese characters, three bytes each", "课时", 1 + 6],
  ["a character beyond U+FFFF, four bytes", "𠮷", 1 + 4],
  ["true", true, 1 + 1],
  ["null", null, 1 + 1],
  ["zero", 0, 1 + 1],
  ["one digit", 7, 1 + 2],
  ["two digits", 42, 1 + 2],
  ["three digits", 123, 1 + 3],
  ["zeros at the end, which are trimmed", 12_000_000, 1 + 2],
  ["the largest whole number, sixteen digits", 9_007_199_254_740_991, 1 + 9],
  ["fifteen nines", 999_999_999_999_999, 1 + 9],
  ["a power of ten with a one at its end", 100_000_000_000_001, 1 + 9],
  ["zeros at the front, which are trimmed", 0.0012, 1 + 2],
  ["a minus sign", -42, 1 + 3],
  ["an empty list", [], 1 + 3],
  ["an empty map", {}, 1 + 3],
  ["a list of two", ["ab", 7], 1 + 3 + (1 + 2) + (1 + 2)],
  ["a map of one", { key: "ab" }, 1 + 3 + (1 + 3 + 2)],
  ["a map in a list", [{ k: null }], 1 + 3 + (1 + 3 + (1 + 1 + 1))],
];

describe("the bytes of an item", () => {
  it.each(cases)("count %s", (_what, value, bytes) => {
    expect(itemBytes({ a: value })).toBe(bytes);
  });

  it("leave out what has no value", () => {
    expect(itemBytes({ a: undefined, b: { c: undefined } })).toBe(1 + 3);
  });

  it("count the name of an attribute by its UTF-8 bytes", () => {
    expect(itemBytes({ 值: "x" })).toBe(3 + 1);
  });
});
