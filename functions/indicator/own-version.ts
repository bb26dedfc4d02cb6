import { type Aggregates, aggregates, type Stored } from "../../adapters/aggregates.ts";
import { indicatorVersionKind } from "../../adapters/repositories/indicator-items.ts";
import { readPacks } from "../../adapters/rule-packs.ts";
import type { IndicatorVersion, RulesAround } from "../../domain/risk/versions/version.ts";
import { notFound, requireLead } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { OfficerDuty } from "../kit/contract.ts";
import type { Kit } from "../kit/deps.ts";
import { rulesAbove } from "../reference/rules-above.ts";

/** Finds a version of the caller's own unit; of whichever unit it is, that it exists is no secret. */
export function ownVersions({ table }: Pick<Kit, "table">): {
  readonly versions: Aggregates<IndicatorVersion>;
  readonly find: (
    versionId: string,
    context: RequestContext,
    duties: readonly OfficerDuty[],
  ) => Promise<Stored<IndicatorVersion>>;
} {
  const versions = aggregates(table, indicatorVersionKind);
  return {
    versions,
    async find(versionId, context, duties) {
      const found = await versions.find(versionId);
      if (found === undefined) throw notFound("indicator-version", versionId);
      requireLead(context, found.state.unitId, duties);
      return found;
    },
  };
}

/** What the units above have adopted and what the unit itself has, as the table has it now. */
export async function rulesAround(
  kit: Pick<Kit, "table" | "units">,
  unitId: string,
): Promise<RulesAround> {
  const [above, own] = await Promise.all([rulesAbove(kit, unitId), readPacks(kit.table, unitId)]);
  return { ...above, own };
}
