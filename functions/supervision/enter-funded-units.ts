import { aggregates } from "../../adapters/aggregates.ts";
import { isCommitted } from "../../adapters/overtaken.ts";
import { readTotals } from "../../adapters/position-projection.ts";
import {
  countiesCounting,
  countingWrites,
  fundedUnitItem,
} from "../../adapters/repositories/funds-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { changedWrite, markChanged, markSold } from "../../adapters/repositories/unit-marks.ts";
import { StaleVersion } from "../../adapters/unit-of-work.ts";
import { UnitId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { InstitutionRegistered } from "../../events/institution.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";

/**
 * Counts an institution in the county where it lies now, whatever the event says of then, and enters each unit on the way
 * there from the nation with the unit right above it. Then it marks that county, whose sums are to be made anew, also as
 * one that sells where the institution has orders. Each step can be done again: an event that comes twice ends what was
 * broken off.
 */
export const enterFundedUnits = ({
  table,
  units,
}: Kit): ReactionTo<typeof InstitutionRegistered> => {
  const institutions = aggregates(table, institutionKind);

  /** Most units were entered before, with another institution. */
  async function enterPath(countyUnitId: string): Promise<void> {
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
    const known = await table.getMany(items.map(({ pk, sk }) => ({ pk, sk })));
    const isKnown = new Set(known.map(({ pk, sk }) => `${pk}|${sk}`));
    const missing = items.filter(({ pk, sk }) => !isKnown.has(`${pk}|${sk}`));
    if (missing.length > 0) await table.commit(missing.map((item) => ({ kind: "put", item })));
  }

  /** The county that counted it until now is marked in the same commit: nobody asks for it again. */
  async function count(institutionId: string, countyUnitId: UnitId): Promise<void> {
    const before = (await countiesCounting(table, [institutionId])).get(institutionId);
    if (before === countyUnitId) return;
    const former = before === undefined ? [] : [changedWrite(before)];
    const writes = [...countingWrites(institutionId, before, countyUnitId), ...former];
    if (!(await isCommitted(table, writes)))
      throw new StaleVersion(`${institutionId} was counted elsewhere meanwhile`);
  }

  return async ({ data: { institutionId } }) => {
    const institution = await institutions.find(institutionId);
    invariant(institution, `${institutionId} was registered`);
    const { countyUnitId } = institution.state;
    await enterPath(countyUnitId);
    await count(institutionId, countyUnitId);
    await markChanged(table, [countyUnitId]);
    const { enrolmentCount } = await readTotals(table, institutionId);
    if (enrolmentCount > 0) await markSold(table, [countyUnitId]);
  };
};
