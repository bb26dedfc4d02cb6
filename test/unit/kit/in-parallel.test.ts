import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { inParallel } from "../../../functions/kit/in-parallel.ts";

describe("doing many things in parallel", () => {
  it("answers in order, with no more at once than allowed", async () => {
    const run = fc.asyncProperty(
      fc.array(fc.nat({ max: 4 }), { maxLength: 30 }),
      fc.integer({ min: 1, max: 8 }),
      async (turns, atOnce) => {
        let running = 0;
        let most = 0;
        const results = await inParallel(turns, atOnce, async (waits) => {
          running += 1;
          most = Math.max(most, running);
          for (let turn = 0; turn <= waits; turn += 1) await Promise.resolve();
          running -= 1;
          return waits * 2;
        });
        expect(results).toEqual(turns.map((waits) => waits * 2));
        expect(most).toBe(turns.length === 0 ? 0 : Math.min(atOnce, turns.length));
      },
    );
    await fc.assert(run);
  });

  it("begins nothing new after a failure, and has ended when it throws", async () => {
    const begun: number[] = [];
    let running = 0;
    const work = async (n: number): Promise<void> => {
      begun.push(n);
      running += 1;
      await Promise.resolve();
      running -= 1;
      if (n === 2) throw new Error("second");
    };
    await expect(inParallel([1, 2, 3, 4, 5, 6], 2, work)).rejects.toThrow("second");
    expect(running).toBe(0);
    expect(begun.length).toBeLessThan(6);
  });
});
