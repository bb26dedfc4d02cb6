import { PublicJwk } from "../../adapters/signing/keys.ts";
import { tellBalances } from "./balances.ts";
import { trustPlatformKey } from "./bank-keys.ts";
import { readInput } from "./bank-problem.ts";
import { AccountRow, totalOfAccounts } from "./books.ts";
import { DepositPayment, payDeposit } from "./deposits.ts";
import { FaultSettings } from "./faults.ts";
import { outboxView, retryParked } from "./outbox.ts";
import { Reversal, reverse } from "./reversals.ts";
import type { Route } from "./routes.ts";
import { seize, Seizure } from "./seizures.ts";

/** What somebody at this machine may have the bank do: no bank offers this to the world. */
export const ADMIN_ROUTES: readonly Route[] = [
  {
    method: "GET",
    path: "/admin/public-key",
    audience: "admin",
    status: 200,
    answer: ({ keys }) => keys.publicJwk(),
  },
  {
    method: "POST",
    path: "/admin/keys",
    audience: "admin",
    status: 201,
    answer: ({ keys }) => keys.makeNext(),
  },
  {
    method: "POST",
    path: "/admin/keys/use-newest",
    audience: "admin",
    status: 200,
    answer: ({ keys }) => keys.useNewest(),
  },
  {
    method: "PUT",
    path: "/admin/faults",
    audience: "admin",
    status: 200,
    answer: ({ faults }, { body }) => {
      const settings = readInput(FaultSettings, body);
      faults.set(settings);
      return settings;
    },
  },
  {
    method: "GET",
    path: "/admin/faults",
    audience: "admin",
    status: 200,
    answer: ({ faults }) => ({ struck: faults.struck() }),
  },
  {
    method: "POST",
    path: "/admin/balances",
    audience: "admin",
    status: 202,
    answer: ({ db, now }) => ({ accountCount: tellBalances(db, now()) }),
  },
  {
    method: "POST",
    path: "/admin/deposit-accounts/:no/payments",
    audience: "admin",
    status: 201,
    answer: ({ db, now }, { parameter, body }) =>
      payDeposit(db, parameter, readInput(DepositPayment, body), now()),
  },
  {
    method: "POST",
    path: "/admin/custody-accounts/:no/seizures",
    audience: "admin",
    status: 201,
    answer: ({ db, now }, { parameter, body }) =>
      seize(db, parameter, readInput(Seizure, body), now()),
  },
  {
    method: "POST",
    path: "/admin/pay-ins/:serial/reversal",
    audience: "admin",
    status: 201,
    answer: ({ db, now }, { parameter, body }) =>
      reverse(db, parameter, readInput(Reversal, body), now()),
  },
  {
    method: "PUT",
    path: "/admin/platform-key",
    audience: "admin",
    status: 200,
    answer: ({ db }, { body }) => {
      const jwk = readInput(PublicJwk, body);
      trustPlatformKey(db, jwk);
      return { trusted: jwk.kid };
    },
  },
  {
    method: "GET",
    path: "/admin/accounts",
    audience: "admin",
    status: 200,
    answer: ({ db }) => ({
      accounts: db.rows(AccountRow, "SELECT * FROM account ORDER BY account_no").map((row) => ({
        accountNo: row.account_no,
        kind: row.kind,
        holder: row.holder,
        balanceFen: row.balance_fen,
      })),
      totalFen: totalOfAccounts(db),
    }),
  },
  {
    method: "GET",
    path: "/admin/outbox",
    audience: "admin",
    status: 200,
    answer: ({ db }) => outboxView(db),
  },
  {
    method: "POST",
    path: "/admin/outbox/retry",
    audience: "admin",
    status: 200,
    answer: ({ db }) => ({ retriedCount: retryParked(db) }),
  },
];
