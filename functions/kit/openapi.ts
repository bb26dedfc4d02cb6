import * as z from "zod";
import {
  createDocument,
  type ZodOpenApiOperationObject,
  type ZodOpenApiPathsObject,
  type ZodOpenApiResponseObject,
} from "zod-openapi";
import type { End, UseCaseContract } from "./contract.ts";
import { type ErrorCode, httpStatusOf, refusalTexts, SHARED_ERRORS } from "./problem-table.ts";

/** OpenAPI 3.1 out of the contracts, and nothing else. Used when the platform is built, never in a function. */

const Problem = z
  .strictObject({
    type: z.string(),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: "Stable; programs decide by it" }),
    detail: z.string().meta({ description: "For people, in the caller's language" }),
    correlationId: z.string(),
    rule: z.string().optional().meta({ description: "The article that the refusal rests on" }),
    facts: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
    fields: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem document" });

/** What the gateway itself answers, before any function runs. */
const GatewayMessage = z
  .object({ message: z.string() })
  .meta({ id: "GatewayMessage", description: "Answer of the gateway: 401, 404, 413, 429, 503" });

const CsvFile = z.string().meta({
  id: "CsvFile",
  description:
    "Asked for by `Accept: text/csv`; UTF-8 with a byte order mark; `Link` leads to the next page",
});

export const basePathOf = (end: End): string => (end === "public" ? "" : `/${end}`);

export function openApiDocument(contracts: readonly UseCaseContract[]): object {
  const paths: Record<string, Record<string, ZodOpenApiOperationObject>> = {};
  for (const contract of contracts) {
    const path = `${basePathOf(contract.end)}${contract.path}`;
    paths[path] = { ...paths[path], [contract.method.toLowerCase()]: operationOf(contract) };
  }
  return createDocument({
    openapi: "3.1.0",
    info: {
      title: "校外培训监管与服务平台 Xiaowai",
      version: "1",
      description:
        "National platform that supervises and serves off-campus training. Money is in whole fen; times are RFC 3339 with offset.",
    },
    servers: [{ url: "/" }],
    tags: [...new Set(contracts.map((contract) => contract.end))].map((name) => ({ name })),
    paths: paths satisfies ZodOpenApiPathsObject,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", bearerFormat: "JWT" },
        signature: {
          type: "apiKey",
          in: "header",
          name: "Signature",
          description: "RFC 9421 message signature, Ed25519, label xiaowai",
        },
      },
    },
  });
}

function operationOf(contract: UseCaseContract): ZodOpenApiOperationObject {
  const { path, query, body } = contract.input;
  const parameters = {
    ...(path === undefined ? {} : { path }),
    ...(query === undefined ? {} : { query }),
    ...(contract.idempotent === true ? { header: IdempotencyHeader } : {}),
  };
  return {
    operationId: contract.id,
    tags: [contract.end],
    summary: contract.summary.zh,
    description: contract.summary.en,
    security: securityOf(contract),
    requestParams: parameters,
    ...(body === undefined
      ? {}
      : { requestBody: { required: true, content: { "application/json": { schema: body } } } }),
    responses: {
      [String(contract.status ?? 200)]: {
        description: contract.summary.en,
        content: {
          [contract.contentType ?? "application/json"]: { schema: contract.output },
          ...(contract.csv === undefined ? {} : { "text/csv": { schema: CsvFile } }),
        },
      },
      ...doneBefore(contract),
      ...problemResponses(contract),
    },
  };
}

const doneBefore = (contract: UseCaseContract): Responses =>
  contract.statusWhenDoneBefore === undefined
    ? {}
    : {
        [String(contract.statusWhenDoneBefore)]: {
          description: "Everything was so before; nothing was changed",
          content: { "application/json": { schema: contract.output } },
        },
      };

const IdempotencyHeader = z.object({
  "Idempotency-Key": z.string().min(8).max(200).meta({
    description: "Kept for ever: the same key and request get the first answer again",
  }),
});

function securityOf({ access }: UseCaseContract): Record<string, string[]>[] {
  if (access.role === "anyone") return [];
  return access.role === "bank" ? [{ signature: [] }] : [{ bearer: [] }];
}

/** Every code that the operation can answer with, by its status. */
export function errorsOf(contract: UseCaseContract): readonly ErrorCode[] {
  const role = contract.access.role;
  const command = contract.method !== "GET";
  return [
    ...SHARED_ERRORS,
    ...(command ? (["input.not-json", "input.too-large"] as const) : []),
    ...(contract.idempotent === true ? (["idempotency.key-required"] as const) : []),
    ...(command
      ? (["idempotency.key-invalid", "idempotency.key-reused", "resource.changed"] as const)
      : []),
    ...(role === "anyone" ? [] : (["identity.unauthenticated"] as const)),
    ...(role === "bank"
      ? (["identity.signature-refused", "identity.nonce-replayed"] as const)
      : []),
    ...(role === "anyone" || role === "bank" || role === "account"
      ? []
      : (["identity.not-a-member", "identity.role-required"] as const)),
    ...(contract.input.path === undefined ? [] : (["resource.not-found"] as const)),
    ...contract.errors,
  ];
}

type Responses = Record<string, ZodOpenApiResponseObject>;

function problemResponses(contract: UseCaseContract): Responses {
  const byStatus = Map.groupBy(new Set(errorsOf(contract)), httpStatusOf);
  const problems = [...byStatus].map(([status, codes]): [string, ZodOpenApiResponseObject] => [
    String(status),
    problemResponse(status, codes),
  ]);
  return { ...Object.fromEntries(problems), "429": TOO_MANY };
}

const TOO_MANY: ZodOpenApiResponseObject = {
  description: "Too many requests; try again after Retry-After",
  content: { "application/json": { schema: GatewayMessage } },
};

const ANSWERED_BY_GATEWAY_TOO: ReadonlySet<number> = new Set([401, 404, 413, 503]);

function problemResponse(status: number, codes: readonly ErrorCode[]): ZodOpenApiResponseObject {
  return {
    description: codes.map((code) => `\`${code}\`: ${refusalTexts[code].en}`).join("\n\n"),
    content: {
      "application/problem+json": { schema: Problem },
      ...(ANSWERED_BY_GATEWAY_TOO.has(status)
        ? { "application/json": { schema: GatewayMessage } }
        : {}),
    },
  };
}
