import { fundedUnitItem } from "../../adapters/repositories/funds-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { UnitId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { InstitutionRegistered } from "../../events/institution.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";

/** Enters each unit on the way from the nation to an institution's county with the unit right above it, once. */
export const enterFundedUnits =
  ({ table, units }: Kit): ReactionTo<typeof InstitutionRegistered> =>
  async ({ data: { countyUnitId } }, context) => {
    const path = await units.pathOf(countyUnitId);
    invariant(path, `the county ${countyUnitId} is a unit`);
    const [nation, ...below] = path.split("/").filter((id) => id !== "");
    invariant(nation, `${path} begins with the nation`);
    const items = below.map((id, place) => {
      const isCountyLevel = id === countyUnitId;
      return fundedUnitItem(below[place - 1] ?? nation, {
        unitId: UnitId.parse(id),
        isCountyLevel,
      });
    });
    // Most were entered before, with another institution.
    const known = await table.getMany(items.map(({ pk, sk }) => ({ pk, sk })));
    const isKnown = new Set(known.map(({ pk, sk }) => `${pk}|${sk}`));
    const missing = items.filter(({ pk, sk }) => !isKnown.has(`${pk}|${sk}`));
    const changes = missing.map((item) => ({ write: { kind: "put", item } as const }));
    await commitCommand(table, context, changes, {});
  };
