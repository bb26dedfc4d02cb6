import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from "aws-lambda";
import type { StoredAnswer } from "../../adapters/unit-of-work.ts";
import type { UseCaseContract } from "./contract.ts";
import { type Language, type Problem, Refused } from "./problem.ts";

/** HTTP in and out of a function: API Gateway's payload format 2.0. */
export type HttpEvent = APIGatewayProxyEventV2;
export type HttpResponse = APIGatewayProxyStructuredResultV2;

const BODY_LIMIT_BYTES = 256 * 1024;
const CORRELATION_ID = /^[A-Za-z0-9._:-]{8,64}$/;

/** The body as it was sent, which is what a signature and a digest are about. */
export function bodyOf(event: HttpEvent): string {
  const body = event.body ?? "";
  const text = event.isBase64Encoded ? Buffer.from(body, "base64").toString("utf8") : body;
  const sizeBytes = Buffer.byteLength(text);
  if (sizeBytes > BODY_LIMIT_BYTES)
    throw new Refused("input.too-large", { sizeBytes, limitBytes: BODY_LIMIT_BYTES });
  return text;
}

export function jsonOf(body: string): unknown {
  if (body === "") return undefined;
  try {
    return JSON.parse(body);
  } catch {
    throw new Refused("input.not-json");
  }
}

/** The caller's own correlation id where it is usable, else a new one. */
export const correlationIdOf = (event: HttpEvent, newId: () => string): string => {
  const sent = event.headers["x-correlation-id"];
  return sent !== undefined && CORRELATION_ID.test(sent) ? sent : newId();
};

/** Chinese unless the caller prefers English. */
export function languageOf(event: HttpEvent): Language {
  const wanted = event.headers["accept-language"] ?? "";
  const en = wanted.search(/\ben\b/i);
  const zh = wanted.search(/\bzh\b/i);
  return en >= 0 && (zh < 0 || en < zh) ? "en" : "zh";
}

const json = (status: number, body: string, headers: Record<string, string>): HttpResponse => ({
  statusCode: status,
  headers: { "cache-control": "no-store", ...headers },
  body,
});

export function answerResponse(
  contract: UseCaseContract,
  body: unknown,
  correlationId: string,
  status = contract.status ?? 200,
): HttpResponse {
  return json(status, typeof body === "string" ? body : JSON.stringify(body), {
    "content-type": contract.contentType ?? "application/json",
    "x-correlation-id": correlationId,
  });
}

/** The first answer again, word by word. */
export const replayResponse = (stored: StoredAnswer, correlationId: string): HttpResponse =>
  json(stored.status, JSON.stringify(stored.answer), {
    "content-type": "application/json",
    "x-correlation-id": correlationId,
    "idempotency-replayed": "true",
  });

const RETRY_AFTER_SECONDS = "2";

export const problemResponse = (problem: Problem, language: Language): HttpResponse =>
  json(problem.status, JSON.stringify(problem), {
    "content-type": "application/problem+json",
    "content-language": language === "zh" ? "zh-CN" : "en",
    "x-correlation-id": problem.correlationId,
    ...(problem.status === 503 ? { "retry-after": RETRY_AFTER_SECONDS } : {}),
    ...(problem.status === 401 ? { "www-authenticate": "Bearer" } : {}),
  });
