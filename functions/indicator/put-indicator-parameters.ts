import { aggregates } from "../../adapters/aggregates.ts";
import { indicatorVersionKind } from "../../adapters/repositories/indicator-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { NATION_ID } from "../../domain/reference/division.ts";
import { RuleParameter } from "../../domain/reference/rule-packs.ts";
import { draftVersion } from "../../domain/risk/versions/version.ts";
import { ID_PREFIXES, IndicatorVersionId, MemberId } from "../../domain/shared/ids.ts";
import { memberOf, requireLead } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow } from "../kit/problem.ts";
import type { putIndicatorParameters as contract } from "./contracts.ts";
import { rulesAround } from "./own-version.ts";

export const putIndicatorParameters = (kit: Kit): UseCaseOf<typeof contract> => {
  const versions = aggregates(kit.table, indicatorVersionKind);

  return async ({ path: { unitId, indicatorId }, body }, context) => {
    const rules = await rulesAround(kit, unitId);
    requireLead(context, unitId, ["risk"]);
    const { effectiveFrom } = body;
    const scope = unitId === NATION_ID ? "nation" : unitId;
    const drafted = {
      versionId: IndicatorVersionId.parse(context.newId(ID_PREFIXES.IndicatorVersionId)),
      authorId: MemberId.parse(memberOf(context).memberId),
      parameters: body.parameters.map((given) =>
        RuleParameter.parse({ ...given, scope, validFrom: effectiveFrom }),
      ),
      ...{ unitId, effectiveFrom },
    };
    const { version, event } = orThrow(draftVersion(indicatorId, drafted, rules, context.now));
    const { versionId, status } = version;
    const changes = versions.create(version, event, context);
    return commitCommand(kit.table, context, changes, { versionId, status });
  };
};
