import { aggregates } from "../../adapters/aggregates.ts";
import {
  indicatorTrialKind,
  indicatorVersionKind,
} from "../../adapters/repositories/indicator-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { shadowDay } from "../../domain/risk/versions/trial.ts";
import { ID_PREFIXES, IndicatorTrialId } from "../../domain/shared/ids.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { ScheduledTask } from "../kit/queue.ts";
import { againWhenStale } from "../kit/again-when-stale.ts";

/** Each version in shadow is tried on the day before, once: a second run of a day finds it begun. */
export const startShadowTrials = ({ table }: Kit): ScheduledTask => {
  const versions = aggregates(table, indicatorVersionKind);
  const trials = aggregates(table, indicatorTrialKind);

  async function start(versionId: string, context: RequestContext): Promise<number> {
    const found = await versions.find(versionId);
    if (found === undefined) return 0;
    const trialId = IndicatorTrialId.parse(context.newId(ID_PREFIXES.IndicatorTrialId));
    const begun = shadowDay(found.state, trialId, context.now);
    if (begun === undefined) return 0;
    const changes = [
      ...versions.change(found, begun.version, begun.event, context),
      ...trials.create(begun.trial, begun.trialEvent, context),
    ];
    await commitCommand(table, context, changes, {});
    return 1;
  }

  return async (context) => {
    let started = 0;
    let after: Readonly<Record<string, string>> | undefined;
    do {
      const page = await table.query({
        ...{ index: "gsi1", pk: keys.shadowVersions },
        ...(after === undefined ? {} : { after }),
      });
      for (const { pk } of page.items)
        started += await againWhenStale(() => start(keys.idOf(pk), context));
      after = page.next;
    } while (after !== undefined);
    return { started };
  };
};
