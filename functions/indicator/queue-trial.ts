import * as z from "zod";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { IndicatorTrialId } from "../../domain/shared/ids.ts";
import type { IndicatorTrialStarted } from "../../events/indicator.ts";
import type { DueKit } from "../deadline/queue-items.ts";
import type { ReactionTo } from "../kit/event.ts";

/** The group of institutions of a trial that is next, counted from 0. */
export const TrialPage = z.object({ trialId: IndicatorTrialId, page: z.int().min(0) });

/** A trial that began, or came one group on, goes on with the next. Queued twice, it is judged once. */
export const queueTrial =
  ({ table, queue }: DueKit): ReactionTo<typeof IndicatorTrialStarted> =>
  async ({ data: { trialId, page } }, context) => {
    await queue.send([{ trialId, page }]);
    await commitCommand(table, context, [], {});
  };
