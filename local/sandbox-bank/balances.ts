import * as z from "zod";
import type { BalanceNotice } from "../../adapters/bank/bank-protocol.ts";
import { Fen } from "../../domain/shared/money.ts";
import { shanghaiDate, toRfc3339, type EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { enqueueDepositBalances } from "./deposits.ts";
import { enqueue } from "./outbox.ts";

const BalanceRow = z.object({ account_no: z.string(), balance_fen: Fen, bookings: z.int() });

/** Tells the platform what each custody account and each deposit holds now. @returns how many accounts these are */
export const tellBalances = (db: BankDatabase, now: EpochMs): number =>
  db.transaction(() => enqueueBalances(db, now));

function enqueueBalances(db: BankDatabase, now: EpochMs): number {
  const rows = db.rows(
    BalanceRow,
    `SELECT account_no, balance_fen,
            (SELECT count(*) FROM posting WHERE posting.account_no = account.account_no) AS bookings
       FROM account WHERE kind = 'custody' ORDER BY account_no`,
  );
  for (const row of rows) {
    const notice: BalanceNotice = {
      custodyAccountNo: row.account_no,
      balanceFen: row.balance_fen,
      asOf: toRfc3339(now),
      serialCount: row.bookings,
    };
    enqueue(db, "/bank/v1/balances", `balance-${row.account_no}-${now}`, notice);
  }
  return rows.length + enqueueDepositBalances(db, now);
}

/** Tells the balances once a day, when its date has changed; a new bank has nothing to tell on its first day. */
export function tellBalancesDaily(db: BankDatabase, now: EpochMs): void {
  const today = shanghaiDate(now);
  db.transaction(() => {
    const told = db.row(z.object({ day: z.string() }), "SELECT day FROM told_day")?.day;
    if (told === today) return;
    db.run(
      "INSERT INTO told_day VALUES (1, ?) ON CONFLICT DO UPDATE SET day = excluded.day",
      today,
    );
    if (told !== undefined && told < today) enqueueBalances(db, now);
  });
}
