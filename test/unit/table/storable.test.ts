import { describe, expect, it } from "vitest";
import { storable } from "../../../adapters/aggregates.ts";

class Money {
  readonly fen = 1;
}

describe("a state as the table keeps it", () => {
  it("is a copy at every depth, in which absent fields are left out", () => {
    const state = { id: "enr_1", left: undefined, list: [{ n: 0.5, none: undefined }, null, true] };
    const kept = storable(state);
    expect(kept).toStrictEqual({ id: "enr_1", list: [{ n: 0.5 }, null, true] });
    state.list.length = 0;
    expect(kept).toMatchObject({ list: [{ n: 0.5 }, null, true] });
  });

  it.each([
    ["not a number", Number.NaN],
    ["infinite", Number.POSITIVE_INFINITY],
    ["a big integer", 1n],
    ["a function", () => 1],
    ["a date", new Date(0)],
    ["a map", new Map([["fen", 1]])],
    ["an instance of a class", new Money()],
    ["absent in a list", [undefined]],
  ])("never holds what is %s", (_what, value) => {
    expect(() => storable({ deep: [{ value }] })).toThrow("plain JSON");
  });
});
