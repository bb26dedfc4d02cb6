import { aggregates } from "../../adapters/aggregates.ts";
import { readTotals } from "../../adapters/position-projection.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { openPayInsOn } from "../../adapters/repositories/pay-ins.ts";
import { balanceKind } from "../../adapters/repositories/settlement-kinds.ts";
import { heldAsideFen } from "../../domain/custody/compare-balance.ts";
import { heldByBankFen } from "../../domain/enrolment/shortage.ts";
import type { InstitutionState } from "../../domain/institution/institution.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { explainDifference } from "../../domain/supervision/difference.ts";
import { sharesPage } from "../custody/shares-page.ts";
import { notFound, requireMatter } from "../kit/access.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { FUNDS_VIEWERS, type getInstitutionFunds as contract } from "./contracts.ts";
import { leastBalanceAt } from "./least-balance-at.ts";
import { toldBalanceView } from "./views.ts";

/** Totals are exact up to the entries that the shares name; the bank's word is as old as it says. */
export const getInstitutionFunds = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table, units, mac } = kit;
  const institutions = aggregates(table, institutionKind);
  const balances = aggregates(table, balanceKind);
  const sharesOf = sharesPage(table);
  const leastOf = leastBalanceAt(kit);
  const pages = cursors(mac);

  const asideOf = async ({ countyUnitId, account }: InstitutionState) =>
    account === undefined ? [] : openPayInsOn(table, countyUnitId, account);

  return async ({ path, query }, context) => {
    const { institutionId } = path;
    const found = await institutions.find(institutionId);
    if (found === undefined) throw notFound("institution", institutionId);
    await requireMatter(context, units, found.state, FUNDS_VIEWERS);

    const after = await pages.read(context, path, query.cursor);
    const [totals, aside, told, page] = await Promise.all([
      readTotals(table, institutionId),
      asideOf(found.state),
      balances.find(institutionId),
      sharesOf(institutionId, query.limit, after),
    ]);
    const { enrolmentCount, lastEntryAt, shortFen, ...totalsFen } = totals;
    const heldFen = heldByBankFen(totalsFen, shortFen);
    const asideFen = heldAsideFen(aside);
    const leastBalance = await leastOf(found.state, told?.state.balanceFen, context.now);
    return {
      ...{ institutionId, totalsFen, shortFen, enrolmentCount, asideFen },
      heldInCustodyFen: heldFen,
      ...(lastEntryAt === undefined ? {} : { lastEntryAt: toRfc3339(lastEntryAt) }),
      asideCount: aside.length,
      ...(told && {
        bank: toldBalanceView(told.state),
        difference: explainDifference(told.state, heldFen + asideFen),
      }),
      ...(leastBalance && { leastBalance }),
      shares: page.shares,
      ...(await pages.write(context, path, page.next)),
    };
  };
};
