import * as z from "zod";
import {
  NamedRefund,
  OpenCustodyAccount,
  RefundPayment,
  Release,
  RequestPayment,
  ReturnPayIn,
} from "../../adapters/bank/bank-protocol.ts";
import { PublicJwk } from "../../adapters/signing/keys.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import type { BankDatabase } from "./bank-database.ts";
import { tellBalances } from "./balances.ts";
import { trustPlatformKey, type OwnKeys } from "./bank-keys.ts";
import { readInput } from "./bank-problem.ts";
import { AccountRow, totalOfAccounts } from "./books.ts";
import { custodyAccountView, openCustodyAccount, transactionsOf } from "./custody-accounts.ts";
import { type Faults, FaultSettings } from "./faults.ts";
import { outboxView, retryParked } from "./outbox.ts";
import { pay, Payment, paymentView, requestPayment } from "./payments.ts";
import { acceptRefund } from "./refunds.ts";
import { acceptRelease } from "./releases.ts";
import { acceptReturn } from "./returns.ts";
import { Reversal, reverse } from "./reversals.ts";
import { seize, Seizure } from "./seizures.ts";

/** What a route works with. */
export interface Bank {
  readonly db: BankDatabase;
  readonly keys: OwnKeys;
  readonly faults: Faults;
  readonly ownUrl: () => string;
  readonly now: () => EpochMs;
}

export interface Call {
  /** The variable part of the path; empty where the route has none. */
  readonly parameter: string;
  readonly query: URLSearchParams;
  /** The body as JSON; undefined where there is none. */
  readonly body: unknown;
}

/** Who may call: the platform (signed), a payer at a screen, or someone at this machine. */
export type Audience = "platform" | "person" | "admin";

export interface Route {
  readonly method: "GET" | "POST" | "PUT";
  /** The one `:parameter` matches a segment. */
  readonly path: string;
  readonly audience: Audience;
  readonly status: number;
  readonly answer: (bank: Bank, call: Call) => unknown;
}

const After = z.object({ after: z.coerce.number().int().min(0).default(0) });

export const ROUTES: readonly Route[] = [
  {
    method: "POST",
    path: "/v1/custody-accounts",
    audience: "platform",
    status: 201,
    answer: ({ db, now }, { body }) =>
      openCustodyAccount(db, readInput(OpenCustodyAccount, body), now()),
  },
  {
    method: "GET",
    path: "/v1/custody-accounts/:no",
    audience: "platform",
    status: 200,
    answer: ({ db }, { parameter }) => custodyAccountView(db, parameter),
  },
  {
    method: "GET",
    path: "/v1/custody-accounts/:no/transactions",
    audience: "platform",
    status: 200,
    answer: ({ db }, { parameter, query }) =>
      transactionsOf(db, parameter, readInput(After, Object.fromEntries(query)).after),
  },
  {
    method: "POST",
    path: "/v1/payment-requests",
    audience: "platform",
    status: 201,
    answer: ({ db, ownUrl }, { body }) =>
      requestPayment(db, readInput(RequestPayment, body), ownUrl()),
  },
  {
    method: "POST",
    path: "/v1/releases",
    audience: "platform",
    status: 202,
    answer: ({ db }, { body }) => acceptRelease(db, readInput(Release, body)),
  },
  {
    method: "POST",
    path: "/v1/returns",
    audience: "platform",
    status: 202,
    answer: ({ db }, { body }) => acceptReturn(db, readInput(ReturnPayIn, body)),
  },
  {
    method: "POST",
    path: "/v1/refunds",
    audience: "platform",
    status: 202,
    answer: ({ db }, { body }) => acceptRefund(db, readInput(RefundPayment, body)),
  },
  {
    method: "POST",
    path: "/v1/named-refunds",
    audience: "platform",
    status: 202,
    answer: ({ db }, { body }) => acceptRefund(db, readInput(NamedRefund, body)),
  },
  {
    method: "GET",
    path: "/pay/:no",
    audience: "person",
    status: 200,
    answer: ({ db }, { parameter }) => paymentView(db, parameter),
  },
  {
    method: "POST",
    path: "/pay/:no",
    audience: "person",
    status: 200,
    answer: ({ db, now }, { parameter, body }) =>
      pay(db, parameter, readInput(Payment, body), now()),
  },
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

const patterns = ROUTES.map((route) => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/:\w+/, "([A-Za-z0-9_-]{1,64})")}$`),
}));

/** The route of a request and its parameter. */
export function findRoute(method: string, path: string) {
  for (const { route, pattern } of patterns) {
    const match = route.method === method ? pattern.exec(path) : null;
    if (match !== null) return { route, parameter: match[1] ?? "" };
  }
  return undefined;
}
