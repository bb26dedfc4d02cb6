import { earnLesson, lessonCalls } from "../test/support/lessons.ts";
import { collapsed } from "../test/support/mass-refunds.ts";
import { LESSON_FEN, PRICE_FEN, taughtClass } from "../test/support/taught-class.ts";
import type { Table } from "../adapters/table/table.ts";
import { getMassRefund } from "../functions/refund/mass-refund-contracts.ts";
import { inParallel } from "../functions/kit/in-parallel.ts";
import type { Ratio } from "./ratio.ts";

const FAMILIES = 10_000;
/** Messages under way at once: the queue's concurrency times its batch. */
const AT_ONCE = 50;
/** Families a second that a nation's largest collapse needs: 10,000 within a quarter of an hour. */
const GOAL = 11;

/**
 * A collapse of 10,000 families in memory: how many families a second get from the fixed plan to an open refund,
 * with notices, lessons and tally, by the platform's own functions; beside how many a second are added up. The
 * shares have to come to what custody holds, to the fen.
 */
export async function massRefund(): Promise<Ratio> {
  const world = await taughtClass(FAMILIES);
  const calls = lessonCalls(world.kit, world.classId);
  await earnLesson(calls, world.teacher, world.families.slice(0, 1));
  const counted = counting(world.kit.table);
  const city = await collapsed(world, world.kit, counted.table);
  const claimedFen = FAMILIES * PRICE_FEN - LESSON_FEN;
  const shortFen = Math.floor(claimedFen / 3);
  await city.bankHolds(LESSON_FEN + shortFen, "break");
  const id = await city.ordered();

  const planned = await perSecond(() => city.line.plan());
  const messages = await city.line.queued();
  const value = await perSecond(() =>
    inParallel(messages, AT_ONCE, async (message) => {
      const failed = await city.line.open([message]);
      if (failed.length > 0) throw new Error("a family's refund could not be opened");
    }),
  );
  const { sums } = getMassRefund.output.parse((await city.look(id)).body);
  if (sums?.openedCount !== FAMILIES || sums.sharedFen !== claimedFen - shortFen)
    throw new Error(`the shares do not come out: ${JSON.stringify(sums)}`);
  return {
    value,
    unit: "families/s opened",
    peer: planned,
    goal: GOAL,
    met: value >= GOAL,
    detail: {
      families: FAMILIES,
      planned,
      commits: counted.commits(),
      retries: counted.refused(),
      sharedFen: sums.sharedFen,
    },
  };
}

async function perSecond(run: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await run();
  return FAMILIES / ((performance.now() - startedAt) / 1_000);
}

/** A table that counts commits, and those that were refused and made anew. */
function counting(table: Table) {
  let commits = 0;
  let refused = 0;
  return {
    commits: () => commits,
    refused: () => refused,
    table: {
      ...table,
      commit: async (writes: Parameters<Table["commit"]>[0]) => {
        commits += 1;
        try {
          await table.commit(writes);
        } catch (error) {
          refused += 1;
          throw error;
        }
      },
    },
  };
}
