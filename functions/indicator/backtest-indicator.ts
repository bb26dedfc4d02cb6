import { aggregates } from "../../adapters/aggregates.ts";
import { indicatorTrialKind } from "../../adapters/repositories/indicator-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { startBacktest } from "../../domain/risk/versions/trial.ts";
import { ID_PREFIXES, IndicatorTrialId } from "../../domain/shared/ids.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { backtestIndicator as contract } from "./contracts.ts";
import { ownVersions } from "./own-version.ts";

export const backtestIndicator = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const { versions, find } = ownVersions({ table });
  const trials = aggregates(table, indicatorTrialKind);

  return async ({ path: { versionId }, body }, context) => {
    const found = await find(versionId, context, ["risk"]);
    const trialId = IndicatorTrialId.parse(context.newId(ID_PREFIXES.IndicatorTrialId));
    const begun = orThrow(startBacktest(found.state, trialId, body, context.now));
    return commitCommand(
      table,
      context,
      [
        ...versions.change(found, begun.version, begun.event, context),
        ...trials.create(begun.trial, begun.trialEvent, context),
      ],
      { trialId, status: begun.trial.status },
    );
  };
};
