import { randomBytes, randomUUID } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import * as z from "zod";
import { targetOf } from "./http-part.ts";

/** What the gateway knows about a request besides the request itself. */
export interface EventContext {
  readonly accountId: string;
  readonly apiId: string;
  readonly routeKey: string;
  readonly pathParameters: Readonly<Record<string, string>>;
  readonly jwt?: {
    readonly claims: Readonly<Record<string, string>>;
    readonly scopes: string[] | null;
  };
  readonly nowEpochMs: number;
}

/**
 * API Gateway hands these over as text and everything else, a form and a body without a type
 * included, as base64.
 */
const TEXT_TYPE = /^(text\/.*|application\/(json|xml|javascript))\s*(;.*)?$/i;

/** Headers in lower case; what was sent several times is joined by commas; cookies go apart. */
function headersOf(request: IncomingMessage): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, values] of Object.entries(request.headersDistinct)) {
    if (name !== "cookie" && values !== undefined) headers[name] = values.join(",");
  }
  return {
    ...headers,
    "x-amzn-trace-id": `Root=1-${randomBytes(4).toString("hex")}-${randomBytes(12).toString("hex")}`,
    "x-forwarded-for": "127.0.0.1",
    "x-forwarded-port": String(request.socket.localPort ?? ""),
    "x-forwarded-proto": "http",
  };
}

/** Values decoded; a name that appears several times has its values joined by commas. */
function queryOf(query: string): Record<string, string> {
  const values: Record<string, string> = {};
  for (const [name, value] of new URLSearchParams(query)) {
    const earlier = values[name];
    values[name] = earlier === undefined ? value : `${earlier},${value}`;
  }
  return values;
}

/** `02/Mar/2026:01:00:00 +0000`, the form of the gateway's access logs. */
function logTime(epochMs: number): string {
  const [, day, month, year, time] =
    /^\w+, (\d+) (\w+) (\d+) ([\d:]+)/.exec(new Date(epochMs).toUTCString()) ?? [];
  return `${day}/${month}/${year}:${time} +0000`;
}

const orAbsent = <T extends object>(values: T): T | undefined =>
  Object.keys(values).length > 0 ? values : undefined;

/**
 * The event of payload format 2.0 that a function gets for a request. As on AWS, `rawPath` is
 * percent-decoded in spite of its name and holds the base path of the API mapping.
 */
export function toHttpEvent(request: IncomingMessage, body: Buffer, context: EventContext) {
  const { path, query } = targetOf(request);
  const headers = headersOf(request);
  const rawPath = decodeURIComponent(path);
  const isBase64Encoded = body.length > 0 && !TEXT_TYPE.test(headers["content-type"] ?? "");
  const domainName = (headers["host"] ?? "").replace(/:\d+$/, "");
  return {
    version: "2.0",
    routeKey: context.routeKey,
    rawPath,
    rawQueryString: query,
    cookies: request.headers.cookie?.split(/; */),
    headers,
    queryStringParameters: orAbsent(queryOf(query)),
    pathParameters: orAbsent(context.pathParameters),
    requestContext: {
      accountId: context.accountId,
      apiId: context.apiId,
      authorizer: context.jwt && { jwt: context.jwt },
      domainName,
      domainPrefix: domainName.split(".")[0],
      http: {
        method: request.method,
        path: rawPath,
        protocol: `HTTP/${request.httpVersion}`,
        sourceIp: "127.0.0.1",
        userAgent: headers["user-agent"] ?? "",
      },
      requestId: randomUUID(),
      routeKey: context.routeKey,
      stage: "$default",
      time: logTime(context.nowEpochMs),
      timeEpoch: context.nowEpochMs,
    },
    body: body.length > 0 ? body.toString(isBase64Encoded ? "base64" : "utf8") : undefined,
    isBase64Encoded,
  };
}

const FunctionAnswer = z.object({
  statusCode: z.coerce.number().int().min(200).max(599),
  headers: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])).optional(),
  cookies: z.array(z.string()).optional(),
  body: z.string().nullish(),
  isBase64Encoded: z.boolean().optional(),
});

export interface HttpAnswer {
  readonly status: number;
  readonly headers: Record<string, string | string[]>;
  readonly body: Buffer;
}

/**
 * What the gateway makes of a function's answer. Without a `statusCode` the whole answer is the
 * JSON body of a 200, as AWS infers it.
 * @throws ZodError when there is a `statusCode` but not the shape that AWS demands: a 500
 */
export function toHttpAnswer(answer: unknown): HttpAnswer {
  if (typeof answer !== "object" || answer === null || !("statusCode" in answer)) {
    const text = typeof answer === "string" ? answer : JSON.stringify(answer ?? null);
    return {
      status: 200,
      headers: { "content-type": "application/json" },
      body: Buffer.from(text),
    };
  }
  const { statusCode, headers, cookies, body, isBase64Encoded } = FunctionAnswer.parse(answer);
  const sent = Object.entries(headers ?? {}).map(
    ([name, value]) => [name.toLowerCase(), String(value)] as const,
  );
  return {
    status: statusCode,
    headers: {
      "content-type": "text/plain;charset=utf-8",
      ...Object.fromEntries(sent),
      ...(cookies ? { "set-cookie": cookies } : {}),
    },
    body: Buffer.from(body ?? "", isBase64Encoded === true ? "base64" : "utf8"),
  };
}

export function sendAnswer(response: ServerResponse, answer: HttpAnswer): void {
  const headers: Record<string, string | string[]> = { ...answer.headers };
  // The gateway measures the body itself; a function's own figure could be wrong.
  headers["content-length"] = String(answer.body.length);
  if (answer.status === 204 || answer.status === 304) delete headers["content-length"];
  response.writeHead(answer.status, { ...headers, "apigw-requestid": randomUUID() });
  response.end(answer.body);
}
