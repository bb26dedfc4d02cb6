import * as z from "zod";
import {
  type Fold,
  foldEnd,
  foldWrite,
  fundedUnitsBelow,
  readFold,
  readUnitFunds,
  unitFundsWrite,
} from "../../adapters/repositories/funds-items.ts";
import { CommitRefused, type Write } from "../../adapters/table/table.ts";
import { StaleVersion } from "../../adapters/unit-of-work.ts";
import { UnitId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { addByCategory, unitFunds } from "../../domain/supervision/funds-by-category.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { MessageTask } from "../kit/queue.ts";
import { moneyOfCounty } from "./money-of-county.ts";

/** The unit whose sums are made anew. */
export const FoldMessage = z.object({ unitId: UnitId });

/** So many pages one message adds up at most; what is left the next message takes up, where this one ended. */
const MOST_PAGES = 100;

/**
 * Adds up the money of a unit: a county's page by page from its institutions, keeping after each page how far it has
 * come; another's from the sums of the units right below it. The same message again makes the same sums.
 */
export const foldFunds = ({ table, units }: Kit): MessageTask<z.output<typeof FoldMessage>> => {
  const pageOf = moneyOfCounty(table);

  async function foldCounty(unitId: string, context: RequestContext): Promise<string> {
    let fold: Fold = (await readFold(table, unitId)) ?? {
      step: 0,
      startedAt: context.now,
      byCategory: {},
    };
    for (let page = 1; page <= MOST_PAGES; page += 1) {
      const { sums, next } = await pageOf(unitId, fold.after);
      const { after: _read, ...former } = fold;
      const added = {
        ...former,
        step: fold.step + 1,
        byCategory: addByCategory(fold.byCategory, sums),
      };
      if (next === undefined) {
        const funds = { asOf: fold.startedAt, byCategory: added.byCategory };
        await commit([unitFundsWrite(unitId, funds), foldEnd(unitId, fold)]);
        return "folded";
      }
      const further = { ...added, after: next };
      await commit([foldWrite(unitId, fold, further)]);
      fold = further;
    }
    return "to be continued";
  }

  async function foldParts(unitId: string): Promise<string> {
    const below = await fundedUnitsBelow(table, unitId);
    const parts = await readUnitFunds(
      table,
      below.map((part) => part.unitId),
    );
    const funds = unitFunds([...parts.values()]);
    if (funds === undefined) return "nothing below";
    await commit([unitFundsWrite(unitId, funds)]);
    return "folded";
  }

  /** Somebody else has gone on with the same fold: it is read again. */
  async function commit(writes: readonly Write[]): Promise<void> {
    try {
      await table.commit(writes);
    } catch (error) {
      if (!(error instanceof CommitRefused)) throw error;
      throw new StaleVersion("another fold of the same unit was faster");
    }
  }

  return async ({ unitId }, context) => {
    const unit = await units.find(unitId);
    invariant(unit, `${unitId} is a unit`);
    return unit.isCountyLevel ? foldCounty(unitId, context) : foldParts(unitId);
  };
};
