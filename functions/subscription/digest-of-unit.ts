import { openAlertsOfCounty } from "../../adapters/repositories/alert-items.ts";
import { unitDigests } from "../../adapters/repositories/subscription-items.ts";
import type { UnitItem } from "../../adapters/unit-tree.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { digestOfAlerts, sumOf, type UnitDigest } from "../../domain/subscription/digest.ts";
import type { Kit } from "../kit/deps.ts";
import { inParallel } from "../kit/in-parallel.ts";

const CHILDREN_AT_ONCE = 8;

/**
 * What a unit has open on a morning. A county counts its alerts, and what lies above adds up what lies below;
 * each keeps its sum for the day, so that whoever asks first has counted for all, and a fold that was
 * broken off goes on where it stopped.
 */
export const digestReader = ({ table, units }: Pick<Kit, "table" | "units">) => {
  const digests = unitDigests(table);

  async function ofCounty(unitId: string, now: EpochMs): Promise<UnitDigest> {
    const open = await openAlertsOfCounty(table, unitId);
    return digestOfAlerts(
      open.map(({ state }) => state),
      now,
    );
  }

  async function digestOf(unit: UnitItem, day: string, now: EpochMs): Promise<UnitDigest> {
    const kept = await digests.find(unit.unitId, day);
    if (kept !== undefined) return kept;
    const below = await inParallel(await units.childrenOf(unit.unitId), CHILDREN_AT_ONCE, (child) =>
      digestOf(child, day, now),
    );
    const own = unit.isCountyLevel ? [await ofCounty(unit.unitId, now)] : [];
    const digest = sumOf([...own, ...below]);
    await digests.keep(unit.unitId, day, digest, now);
    return digest;
  }

  return async (unitId: string, day: string, now: EpochMs): Promise<UnitDigest> => {
    const unit = await units.find(unitId);
    invariant(unit, `${unitId} is in the tree`);
    return digestOf(unit, day, now);
  };
};
