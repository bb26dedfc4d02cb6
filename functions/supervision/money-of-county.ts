import { aggregates } from "../../adapters/aggregates.ts";
import { NO_TOTALS, readManyTotals } from "../../adapters/position-projection.ts";
import { depositKind } from "../../adapters/repositories/deposit-items.ts";
import { fundedInstitutions } from "../../adapters/repositories/funds-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { balanceKind } from "../../adapters/repositories/settlement-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { readAhead } from "../../adapters/table/read-ahead.ts";
import type { Table } from "../../adapters/table/table.ts";
import { fundsOf } from "../../domain/supervision/funds.ts";
import { addByCategory, type FundsByCategory } from "../../domain/supervision/funds-by-category.ts";
import type { Place } from "../kit/cursor.ts";

const INSTITUTIONS_A_PAGE = 100;

/** Adds up the money of a county's institutions, by trade: as it is when they are read, a page after the other. */
export const moneyOfCounty = (table: Table) => {
  async function moneyOf(ids: readonly string[]): Promise<FundsByCategory> {
    const figures = [institutionKind, balanceKind, depositKind].map(({ key }) => key);
    const read = await readAhead(
      table,
      [...figures, keys.position].flatMap((keyOf) => ids.map(keyOf)),
    );
    const [heads, totals, told, kept] = await Promise.all([
      aggregates(read, institutionKind).findMany(ids),
      readManyTotals(read, ids),
      aggregates(read, balanceKind).findMany(ids),
      aggregates(read, depositKind).findMany(ids),
    ]);
    const bankOf = new Map<string, (typeof told)[number]["state"]>(
      told.map(({ state }) => [state.institutionId, state]),
    );
    const depositOf = new Map<string, (typeof kept)[number]["state"]>(
      kept.map(({ state }) => [state.institutionId, state]),
    );
    return heads.reduce<FundsByCategory>((sum, { state: { institutionId, category } }) => {
      const total = totals.get(institutionId) ?? NO_TOTALS;
      const own = fundsOf({
        balances: total,
        shortFen: total.shortFen,
        bank: bankOf.get(institutionId),
        deposit: depositOf.get(institutionId),
      });
      return addByCategory(sum, { [category]: own });
    }, {});
  }

  return async (countyUnitId: string): Promise<FundsByCategory> => {
    let sums: FundsByCategory = {};
    let after: Place | undefined;
    do {
      const page = await fundedInstitutions(table, countyUnitId, {
        limit: INSTITUTIONS_A_PAGE,
        after,
      });
      sums = addByCategory(sums, await moneyOf(page.ids));
      after = page.next;
    } while (after !== undefined);
    return sums;
  };
};
