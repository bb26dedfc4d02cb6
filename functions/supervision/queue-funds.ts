import {
  changedUnits,
  latestPass,
  markBehind,
  notePass,
} from "../../adapters/repositories/unit-marks.ts";
import { NATION_ID } from "../../domain/reference/division.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { DueKit } from "../deadline/queue-items.ts";
import { inParallel } from "../kit/in-parallel.ts";
import type { ScheduledTask } from "../kit/queue.ts";

const UNITS_AT_ONCE = 8;

/**
 * Sends a message for each province in which something has changed since its sums were made: the units concerned and
 * those above them, the lowest first, so that sums of a higher unit find those below it new. They are noted as behind
 * before the pass is: whoever asks knows which sums are complete as of it. The rest of the nation costs nothing.
 */
export const queueFunds =
  ({ table, units, queue }: DueKit): ScheduledTask =>
  async ({ now }) => {
    const [before = 0, marks] = await Promise.all([latestPass(table), changedUnits(table)]);
    const paths = await inParallel(marks, UNITS_AT_ONCE, async ({ unitId }) => {
      const path = await units.pathOf(unitId);
      invariant(path, `${unitId} is a unit`);
      return path.split("/").filter((id) => id !== "" && id !== NATION_ID);
    });
    const depthOf = new Map(paths.flatMap((path) => path.map((unitId, depth) => [unitId, depth])));
    const provinceOf = new Map(paths.flatMap((path) => path.map((unitId) => [unitId, path[0]])));
    const unitIds = [...depthOf].toSorted(([, a], [, b]) => b - a).map(([unitId]) => unitId);
    // Level by level: whoever finds a unit that is not behind finds none below it that is.
    for (const level of Map.groupBy(unitIds, (unitId) => depthOf.get(unitId)).values())
      await inParallel(level, UNITS_AT_ONCE, (unitId) => markBehind(table, unitId, before));
    await notePass(table, now);
    const ofProvinces = Map.groupBy(unitIds, (unitId) => provinceOf.get(unitId));
    if (ofProvinces.size > 0)
      await queue.send(Array.from(ofProvinces.values(), (ofProvince) => ({ unitIds: ofProvince })));
    return { changed: marks.length, queued: unitIds.length };
  };
