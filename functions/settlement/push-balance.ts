import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { BANK_WINDOW_MS } from "../../adapters/bank/bank-protocol.ts";
import { readShares, readTotals } from "../../adapters/position-projection.ts";
import { findAccountHolder } from "../../adapters/repositories/account-holders.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { openPayInsOn } from "../../adapters/repositories/pay-ins.ts";
import { balanceKind, taskKind } from "../../adapters/repositories/settlement-kinds.ts";
import type { Table } from "../../adapters/table/table.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import {
  balanceCompared,
  type BalanceState,
  bookedMoney,
  type BookedMoney,
  compareBalance,
  heldAsideFen,
  type PushedBalance,
} from "../../domain/custody/compare-balance.ts";
import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { heldByBankFen } from "../../domain/enrolment/shortage.ts";
import { addFen, fen } from "../../domain/shared/money.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import { notFound } from "../kit/access.ts";
import { bankOf, happenedAt } from "../kit/bank-call.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { callAPerson } from "./call-a-person.ts";
import type { pushBalance as contract } from "./contracts.ts";

/** The bank is the other side of every entry: what it holds must be what the books say. */
export const pushBalance = ({ table }: Kit): UseCaseOf<typeof contract> => {
  const balances = aggregates(table, balanceKind);

  return async ({ body }, context) => {
    const bankId = bankOf(context);
    const asOf = happenedAt(context, "asOf", body.asOf);
    const { custodyAccountNo } = body;
    const holder = (await findAccountHolder(table, bankId, custodyAccountNo))?.state;
    if (holder === undefined) throw notFound("custody-account", custodyAccountNo);
    const { institutionId, countyUnitId } = holder;
    const pushed = { ...body, bankId, institutionId, countyUnitId, asOf };

    const before = await balances.find(institutionId);
    // A balance that was overtaken on its way says nothing new.
    if (before !== undefined && before.state.asOf >= pushed.asOf)
      return commitCommand(table, context, [], answerOf(before.state));
    const compared = compareBalance(before?.state, pushed, await booksOf(table, pushed));
    const called = await personFor(table, context, before, compared);
    const state = called === undefined ? compared : { ...compared, taskId: called.taskId };
    const event = balanceCompared(state);
    const written =
      before === undefined
        ? balances.create(state, event, context)
        : balances.change(before, state, event, context);
    const changes = [...written, ...(called?.changes ?? [])];
    return commitCommand(table, context, changes, answerOf(state));
  };
};

const answerOf = ({ asOf, outcome }: BalanceState) => ({ asOf: toRfc3339(asOf), outcome });

/** A break opens one task; while it is open, the next breaks of the account belong to it. */
async function personFor(
  table: Table,
  context: RequestContext,
  before: Stored<BalanceState> | undefined,
  { outcome, institutionId, bankId, balanceFen, heldFen, countyUnitId: unitId }: BalanceState,
) {
  if (outcome !== "break") return undefined;
  const former = before?.state.taskId;
  const open = former === undefined ? undefined : await aggregates(table, taskKind).find(former);
  if (open?.state.state === "open") return undefined;
  return callAPerson(table, context, {
    kind: "balance-break",
    about: { institutionId, bankId },
    reasonCode: balanceFen < heldFen ? "bank-holds-less" : "bank-holds-more",
    amountFen: fen(Math.abs(balanceFen - heldFen)),
    unitId,
  });
}

/**
 * What the books hold. The totals are looked at first, since they nearly always agree; they may lag, so
 * that nobody is called before the orders themselves have been added up.
 */
async function booksOf(
  table: Table,
  { institutionId, countyUnitId, bankId, custodyAccountNo, balanceFen, asOf }: PushedBalance,
): Promise<BookedMoney> {
  const aside = await openPayInsOn(table, countyUnitId, { bankId, custodyAccountNo });
  const totals = await readTotals(table, institutionId);
  const asideFen = heldAsideFen(aside);
  const heldFen = addFen(heldByBankFen(totals, totals.shortFen), asideFen);
  if (heldFen === balanceFen) return { heldFen, asideFen, mustHoldFen: heldFen };
  // The bank's clock may be ahead by as much as its signatures may be.
  return bookedMoney(await enrolmentsOf(table, institutionId), aside, asOf - BANK_WINDOW_MS);
}

async function enrolmentsOf(
  table: Table,
  institutionId: string,
): Promise<readonly EnrolmentState[]> {
  const enrolments = aggregates(table, enrolmentKind);
  const all: EnrolmentState[] = [];
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await readShares(table, institutionId, { limit: 100, ...(after && { after }) });
    const found = await enrolments.findMany(page.shares.map((share) => share.enrolmentId));
    all.push(...found.map(({ state }) => state));
    after = page.next;
  } while (after !== undefined);
  return all;
}
