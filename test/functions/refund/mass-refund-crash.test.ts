import { describe, expect, it } from "vitest";
import type { Table } from "../../../adapters/table/table.ts";
import { StoreUnavailable } from "../../../adapters/table/table.ts";
import { earnLesson, lessonCalls } from "../../support/lessons.ts";
import { collapsed } from "../../support/mass-refunds.ts";
import { LESSON_FEN, PRICE_FEN, taughtClass } from "../../support/taught-class.ts";

const FAMILIES = 300;
const EARNERS = 20;
/** Every so manieth commit breaks off: by turns before it is made, and with its answer lost. */
const EVERY = 7;

/** A table on which commits break off, regularly. */
function breaking(table: Table): Table & { readonly broken: () => number } {
  let commits = 0;
  let broken = 0;
  return {
    ...table,
    broken: () => broken,
    commit: async (writes) => {
      commits += 1;
      const breaks = commits % EVERY === 0;
      if (!breaks) return table.commit(writes);
      broken += 1;
      if (broken % 2 === 0) await table.commit(writes);
      throw new StoreUnavailable("the function ended here");
    },
  };
}

describe(`a mass refund of ${FAMILIES} families whose functions break off again and again`, () => {
  it("pays each family its share once, and the shares come to what there is, to the fen", async () => {
    const world = await taughtClass(FAMILIES);
    const calls = lessonCalls(world.kit, world.classId);
    await earnLesson(calls, world.teacher, world.families.slice(0, EARNERS));
    const table = breaking(world.kit.table);
    const city = await collapsed(world, world.kit, table);
    const claimedFen = FAMILIES * PRICE_FEN - EARNERS * LESSON_FEN;
    const shortFen = 1_234_567;
    await city.bankHolds(EARNERS * LESSON_FEN + shortFen, "break");
    const id = await city.ordered();

    await city.line.plan();
    let messages = [...(await city.line.queued())];
    expect(messages).toHaveLength(FAMILIES / 10);
    for (let round = 0; messages.length > 0; round += 1) {
      const failed = new Set(await city.line.open(messages));
      messages = messages.filter((_, index) => failed.has(`message-${index}`));
      if (round > 100) throw new Error(`${messages.length} messages never end`);
    }
    await city.line.instruct();
    await city.bankPays();
    await city.line.follow();

    expect(table.broken()).toBeGreaterThan(100);
    const paid = [...city.bank.paid.values()];
    expect(paid).toHaveLength(FAMILIES);
    expect(paid.reduce((sum, { amountFen }) => sum + amountFen, 0)).toBe(claimedFen - shortFen);
    const { status, sums } = (await city.look(id)).body;
    expect([status, sums]).toEqual([
      "completed",
      {
        familyCount: FAMILIES,
        claimedFen,
        availableFen: claimedFen - shortFen,
        sharedFen: claimedFen - shortFen,
        shortFen,
        openedCount: FAMILIES,
        settledCount: FAMILIES,
        paidFen: claimedFen - shortFen,
      },
    ]);
    const enrolments = await city.enrolments();
    const refunding = enrolments.reduce((sum, { balances }) => sum + balances.refunding, 0);
    expect(refunding).toBe(shortFen);
  });
});
