import { aggregates } from "../../adapters/aggregates.ts";
import { NO_TOTALS, readManyTotals } from "../../adapters/position-projection.ts";
import { depositKind } from "../../adapters/repositories/deposit-items.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { balanceKind } from "../../adapters/repositories/settlement-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Table } from "../../adapters/table/table.ts";
import { fundsOf } from "../../domain/supervision/funds.ts";
import { addByCategory, type FundsByCategory } from "../../domain/supervision/funds-by-category.ts";
import type { Place } from "../kit/cursor.ts";

const INSTITUTIONS_A_PAGE = 50;

/** Reads one page of a county's institutions and adds their money up, by trade. */
export const moneyOfCounty = (table: Table) => {
  const institutions = aggregates(table, institutionKind);
  const balances = aggregates(table, balanceKind);
  const deposits = aggregates(table, depositKind);

  return async (
    countyUnitId: string,
    after: Place | undefined,
  ): Promise<{ readonly sums: FundsByCategory; readonly next?: Place }> => {
    const page = await table.query({
      index: "gsi2",
      pk: keys.institutionsOfUnit(countyUnitId),
      limit: INSTITUTIONS_A_PAGE,
      ...(after && { after }),
    });
    const ids = page.items.map(({ pk }) => keys.idOf(pk));
    const [heads, totals, told, kept] = await Promise.all([
      institutions.findMany(ids),
      readManyTotals(table, ids),
      balances.findMany(ids),
      deposits.findMany(ids),
    ]);
    const bankOf = new Map<string, (typeof told)[number]["state"]>(
      told.map(({ state }) => [state.institutionId, state]),
    );
    const depositOf = new Map<string, (typeof kept)[number]["state"]>(
      kept.map(({ state }) => [state.institutionId, state]),
    );
    const sums = heads.reduce<FundsByCategory>(
      (sum, { state: { institutionId, category } }) =>
        addByCategory(sum, {
          [category]: fundsOf({
            balances: totals.get(institutionId) ?? NO_TOTALS,
            shortFen: (totals.get(institutionId) ?? NO_TOTALS).shortFen,
            bank: bankOf.get(institutionId),
            deposit: depositOf.get(institutionId),
          }),
        }),
      {},
    );
    return page.next === undefined ? { sums } : { sums, next: page.next };
  };
};
