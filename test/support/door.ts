import type { Context } from "aws-lambda";
import { createHmac, randomBytes } from "node:crypto";
import { ulid } from "ulid";
import { storable } from "../../adapters/aggregates.ts";
import { bankDirectory } from "../../adapters/bank/bank-directory.ts";
import { createMemoryTable, type MemoryTable } from "../../adapters/table/memory-table.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Table } from "../../adapters/table/table.ts";
import { rulePackItem, rulePacks } from "../../adapters/rule-packs.ts";
import { unitTree } from "../../adapters/unit-tree.ts";
import { buildOrgUnits, type DivisionData } from "../../domain/reference/division.ts";
import { builtInPacks } from "../../domain/reference/local-rule-packs.ts";
import { adoptPack } from "../../domain/reference/rule-book.ts";
import { localDate } from "../../domain/shared/time.ts";
import type { MemberRole } from "../../functions/kit/context.ts";
import type { Kit } from "../../functions/kit/deps.ts";
import { withSignedCalls } from "../../functions/kit/signed-calls.ts";
import type { HttpHandler } from "../../functions/kit/http.ts";
import type { HttpEvent } from "../../functions/kit/http-message.ts";
import { memberDirectory, subjectHash } from "../../functions/kit/members.ts";

/** In-process doubles for use cases: the memory table, a clock that tests move, and the gateway's events. */

export const ISSUER = "https://issuer.test/";
/** Tests, like the demo, begin on Monday 2026-03-02 at nine in the morning. */
export const START = Date.parse("2026-03-02T09:00:00+08:00");

export interface TestKit extends Kit {
  readonly table: MemoryTable;
  readonly logged: Readonly<Record<string, unknown>>[];
  /** Errors that were reported as defects: a test that ends with one has found one. */
  readonly defects: unknown[];
  advance(milliseconds: number): void;
}

export function testKit(): TestKit {
  let now = START;
  const table = createMemoryTable({ now: () => now });
  const logged: Readonly<Record<string, unknown>>[] = [];
  const defects: unknown[] = [];
  const secret = randomBytes(32);
  return withSignedCalls({
    table,
    logged,
    defects,
    members: memberDirectory(table, () => now),
    banks: bankDirectory(table),
    units: unitTree(table),
    rules: rulePacks(table, () => now),
    mac: {
      hmac: (label, text) =>
        Promise.resolve(
          createHmac("sha256", secret).update(`${label}|${text}`).digest("base64url"),
        ),
    },
    log: {
      line: (message, fields) => logged.push({ message, ...fields }),
      defect: (error) => defects.push(error),
    },
    now: () => now,
    newUlid: () => ulid(now),
    advance: (milliseconds) => {
      now += milliseconds;
    },
  });
}

const DIVISIONS: DivisionData = {
  source: "test",
  dataDate: localDate("2023-06-30"),
  rows: [
    ["410000", "河南省", "100000", "province"],
    ["411100", "漯河市", "410000", "city"],
    ["411102", "源汇区", "411100", "county"],
    ["411103", "郾城区", "411100", "county"],
    ["440000", "广东省", "100000", "province"],
    ["441900", "东莞市", "440000", "city-county"],
  ],
};

/** A small tree of units: two counties of Luohe, and Dongguan, a city that is its own county; the rules of all. */
export async function seedUnits(table: Table): Promise<void> {
  await seedRules(table);
  for (const unit of buildOrgUnits(DIVISIONS)) {
    const item = { ...unit, otherCodes: [...(unit.otherCodes ?? [])], type: "unit" };
    await table.commit([{ kind: "put", item: { ...keys.unit(unit.unitId), ...item } }]);
    if (unit.parentId !== undefined)
      await table.commit([
        { kind: "put", item: { ...keys.childUnit(unit.parentId, unit.unitId), ...item } },
      ]);
  }
}

/** The rule packs that come with the platform, as its seed writes them. */
async function seedRules(table: Table): Promise<void> {
  for (const builtIn of builtInPacks) {
    const { pack, book } = adoptPack(undefined, builtIn);
    const head = { ...keys.ruleBook(pack.unitId), type: "rule-book", schemaVersion: 1, version: 1 };
    await table.commit([
      { kind: "put", item: rulePackItem(pack) },
      { kind: "put", item: { ...head, state: storable(book) } },
    ]);
  }
}

/** Registers a member and answers with the caller that their token makes. */
export async function seedMember(
  table: Table,
  subject: string,
  ...roles: MemberRole[]
): Promise<Caller> {
  const memberId = `mem_${ulid()}`;
  const hash = subjectHash(ISSUER, subject);
  const state = storable({ subjectHash: hash, memberId, roles });
  const named = { gsi1pk: keys.memberNamed(memberId), gsi1sk: memberId };
  const item = {
    ...keys.member(hash),
    type: "member",
    schemaVersion: 1,
    version: 1,
    state,
    ...named,
  };
  await table.commit([{ kind: "put", item }]);
  return { subject, memberId };
}

export interface Caller {
  readonly subject: string;
  readonly memberId: string;
}

export interface Call {
  readonly as?: Caller;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- tests look into answers freely
  readonly body: any;
  readonly headers: Readonly<Record<string, string>>;
}

/** Of the Lambda context, the stack around a use case reads only the time that is left. */
export const inProcess = { getRemainingTimeInMillis: () => 30_000 } as Context;

/** Calls a function as the gateway does, with a verified token when there is a caller. */
export async function call(
  handler: HttpHandler,
  { as, path, query, body, headers }: Call = {},
): Promise<Answer> {
  const response = await handler(httpEvent({ as, path, query, body, headers }), inProcess);
  const text = response.body ?? "";
  const sent = Object.entries(response.headers ?? {}).map(([name, value]) => [name, String(value)]);
  return {
    status: response.statusCode ?? 0,
    body: text === "" ? undefined : JSON.parse(text),
    headers: Object.fromEntries(sent),
  };
}

export function httpEvent({
  as,
  path,
  query,
  body,
  headers,
}: { [K in keyof Call]: Call[K] | undefined }): HttpEvent {
  const jwt = { claims: { iss: ISSUER, sub: as?.subject ?? "" }, scopes: [] };
  return {
    version: "2.0",
    routeKey: "$default",
    rawPath: "/",
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { host: "platform.test", "content-type": "application/json", ...headers },
    ...(path === undefined ? {} : { pathParameters: { ...path } }),
    ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      accountId: "000000000000",
      apiId: "test",
      ...(as === undefined ? {} : { authorizer: { jwt } }),
      domainName: "platform.test",
      domainPrefix: "platform",
      http: {
        method: "POST",
        path: "/",
        protocol: "HTTP/1.1",
        sourceIp: "127.0.0.1",
        userAgent: "test",
      },
      requestId: "test",
      routeKey: "$default",
      stage: "$default",
      time: "",
      timeEpoch: 0,
    },
  };
}

/** A fresh idempotency key as a header. */
export const once = (): Record<string, string> => ({ "idempotency-key": `test-${ulid()}` });
