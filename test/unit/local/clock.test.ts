import { describe, expect, it } from "vitest";
import { createClock } from "../../../local/services/clock.ts";
import { openStore } from "../../../local/storage/store.ts";

const START = Date.parse("2026-03-02T01:00:00Z");
const LATER = Date.parse("2026-03-09T01:00:00Z");

describe("the virtual clock", () => {
  it("begins where it is told and moves ahead", () => {
    const clock = createClock(openStore(":memory:"), START);
    expect(clock.now()).toBeGreaterThanOrEqual(START);
    clock.moveTo(LATER);
    expect(clock.now()).toBeGreaterThanOrEqual(LATER);
    expect(clock.now()).toBeLessThan(LATER + 60_000);
  });

  it("shares its offset with worker threads", () => {
    const clock = createClock(openStore(":memory:"), START);
    clock.moveTo(LATER);
    const [offsetMs = 0] = new Float64Array(clock.offset);
    expect(Math.abs(Date.now() + offsetMs - clock.now())).toBeLessThan(1000);
  });

  it("never goes back", () => {
    const clock = createClock(openStore(":memory:"), LATER);
    expect(() => clock.moveTo(START)).toThrow(RangeError);
    expect(() => clock.moveTo(Number.NaN)).toThrow(RangeError);
    expect(clock.now()).toBeGreaterThanOrEqual(LATER);
  });

  it("tells those who listen of each move", () => {
    const clock = createClock(openStore(":memory:"), START);
    const moves: number[] = [];
    clock.onMove((nowEpochMs) => moves.push(nowEpochMs));
    clock.moveTo(LATER);
    expect(moves).toEqual([LATER]);
  });

  it("goes on where it was in a store that was kept, whatever it is told", () => {
    const store = openStore(":memory:");
    createClock(store, START).moveTo(LATER);
    expect(createClock(store, START).now()).toBeGreaterThanOrEqual(LATER);
  });
});

describe("the store", () => {
  it("keeps all of a transaction or nothing", () => {
    const store = openStore(":memory:");
    store.transaction(() => store.set("n", "a", { x: 1 }));
    expect(() =>
      store.transaction(() => {
        store.set("n", "b", 2);
        throw new Error("stop");
      }),
    ).toThrow("stop");
    expect(store.list("n")).toEqual([["a", { x: 1 }]]);
    store.remove("n", "a");
    expect(store.get("n", "a")).toBeUndefined();
  });
});
