import type * as z from "zod";
import { allIndicators } from "../../domain/risk/indicators/all.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { inParallel } from "../kit/in-parallel.ts";
import type { MessageTask } from "../kit/queue.ts";
import { againWhenStale } from "../kit/again-when-stale.ts";
import type { CountiesMessage } from "./county-message.ts";
import { institutionEvaluator } from "./evaluate-institution.ts";
import { institutionsOfCounties } from "./institutions-of-county.ts";

const INSTITUTIONS_AT_ONCE = 8;

/** Some institutions could not be judged; the others were. */
class NotEvaluated extends Error {
  override readonly name = "NotEvaluated";
}

/**
 * Judges every institution of some counties by all indicators, so that what only time changes is raised, and ends. One
 * that cannot be judged keeps nobody else from it: the counties come again, and find the others done.
 */
export const evaluateCounty = (kit: Kit): MessageTask<z.output<typeof CountiesMessage>> => {
  const { table, log } = kit;
  const evaluate = institutionEvaluator(kit);

  async function isEvaluated(institutionId: string, context: RequestContext): Promise<boolean> {
    try {
      await againWhenStale(() => evaluate(institutionId, allIndicators, context));
      return true;
    } catch (error) {
      log.line("not-evaluated", { task: context.operation, institution: institutionId });
      log.defect(error, context.correlationId);
      return false;
    }
  }

  return async ({ countyUnitIds }, context) => {
    const failed: string[] = [];
    let count = 0;
    for await (const ids of institutionsOfCounties(table, countyUnitIds)) {
      const done = await inParallel(ids, INSTITUTIONS_AT_ONCE, (id) => isEvaluated(id, context));
      failed.push(...ids.filter((_, place) => done[place] === false));
      count += ids.length;
    }
    if (failed.length > 0) throw new NotEvaluated(`${failed.join(", ")} of ${count} institutions`);
    return `${countyUnitIds.length}:${count}`;
  };
};
