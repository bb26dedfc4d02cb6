import * as z from "zod";
import {
  NamedRefund,
  OpenCustodyAccount,
  RefundPayment,
  Release,
  RequestPayment,
  ReturnPayIn,
} from "../../adapters/bank/bank-protocol.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { ADMIN_ROUTES } from "./admin-routes.ts";
import type { BankDatabase } from "./bank-database.ts";
import type { OwnKeys } from "./bank-keys.ts";
import { readInput } from "./bank-problem.ts";
import { custodyAccountView, openCustodyAccount, transactionsOf } from "./custody-accounts.ts";
import type { Faults } from "./faults.ts";
import { pay, Payment, paymentView, requestPayment } from "./payments.ts";
import { acceptRefund } from "./refunds.ts";
import { acceptRelease } from "./releases.ts";
import { acceptReturn } from "./returns.ts";

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
  ...ADMIN_ROUTES,
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
