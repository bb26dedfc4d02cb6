import * as z from "zod";
import { isCommitted } from "../../adapters/overtaken.ts";
import {
  fundedUnitsBelow,
  readUnitFunds,
  unitFundsWrite,
  versionOfSums,
} from "../../adapters/repositories/funds-items.ts";
import { changedWrite, removeMark, takeMark } from "../../adapters/repositories/unit-marks.ts";
import { type Write } from "../../adapters/table/table.ts";
import { StaleVersion } from "../../adapters/unit-of-work.ts";
import type { UnitItem } from "../../adapters/unit-tree.ts";
import { NATION_ID } from "../../domain/reference/division.ts";
import { UnitId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { type UnitFunds, unitFunds } from "../../domain/supervision/funds-by-category.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { againWhenStale } from "../kit/again-when-stale.ts";
import type { MessageTask } from "../kit/queue.ts";
import { moneyOfCounty } from "./money-of-county.ts";

/** Units whose sums are made anew, each behind those below it. */
export const FoldMessage = z.object({ unitIds: z.array(UnitId).min(1) });

/** The sums of some units could not be made; the others were. */
class NotFolded extends Error {
  override readonly name = "NotFolded";
}

/** What a unit's sums are now, and whether they hold all that had changed before the latest pass. */
interface Folded {
  readonly funds: UnitFunds | undefined;
  readonly isComplete: boolean;
}

/**
 * Makes the sums of some units, one after the other: a county's from its institutions, another's from the sums of the
 * units right below it. A unit that is not marked has nothing new, so that a message that comes again does what is left
 * of it. One that cannot be folded keeps none of the others from it.
 */
export const foldFunds = (kit: Kit): MessageTask<z.output<typeof FoldMessage>> => {
  const { table, units, log } = kit;
  const moneyIn = moneyOfCounty(table);

  async function foldCounty(unitId: string, asOf: number): Promise<Folded> {
    return { funds: { asOf, byCategory: await moneyIn(unitId) }, isComplete: true };
  }

  async function foldParts(unitId: string): Promise<Folded> {
    const below = await fundedUnitsBelow(table, unitId);
    const parts = await readUnitFunds(
      table,
      below.map((part) => part.unitId),
    );
    return { funds: unitFunds([...parts.funds.values()]), isComplete: !parts.isBehind };
  }

  /** The unit's mark is taken before anything is read, and the unit above is marked in the commit of the sums. */
  async function fold({ unitId, parentId, isCountyLevel }: UnitItem): Promise<boolean> {
    const asOf = kit.now();
    const takenBy = kit.newUlid();
    if (!(await takeMark(table, unitId, takenBy))) return false;
    const version = await versionOfSums(table, unitId);
    const folded = await (isCountyLevel ? foldCounty(unitId, asOf) : foldParts(unitId));
    if (folded.funds !== undefined)
      await commit([
        unitFundsWrite(unitId, folded.funds, version),
        ...(parentId === undefined || parentId === NATION_ID ? [] : [changedWrite(parentId)]),
      ]);
    if (folded.isComplete) await removeMark(table, unitId, takenBy);
    return true;
  }

  /** Where somebody else has made the same sums meanwhile, everything is read again. */
  async function commit(writes: readonly Write[]): Promise<void> {
    if (!(await isCommitted(table, writes)))
      throw new StaleVersion("another fold of the same unit was faster");
  }

  async function isDone(unitId: string, context: RequestContext): Promise<boolean | "failed"> {
    try {
      const unit = await units.find(unitId);
      invariant(unit, `${unitId} is a unit`);
      return await againWhenStale(() => fold(unit));
    } catch (error) {
      log.line("not-folded", { task: context.operation, unit: unitId });
      log.defect(error, context.correlationId);
      return "failed";
    }
  }

  return async ({ unitIds }, context) => {
    const failed: string[] = [];
    let foldedCount = 0;
    for (const unitId of unitIds) {
      const done = await isDone(unitId, context);
      if (done === "failed") failed.push(unitId);
      else if (done) foldedCount += 1;
    }
    if (failed.length > 0) throw new NotFolded(failed.join(", "));
    return `${foldedCount} of ${unitIds.length}`;
  };
};
