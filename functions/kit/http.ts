import middy, { type MiddlewareObj, type Request } from "@middy/core";
import type { Context } from "aws-lambda";
import type * as z from "zod";
import { checkRole } from "./access.ts";
import { answerCall } from "./answer-call.ts";
import { authenticate } from "./authenticate.ts";
import type { InputSchemas, UseCaseContract } from "./contract.ts";
import { csvResponse, type Tabulate, wantsCsv } from "./csv.ts";
import type { Kit } from "./deps.ts";
import {
  answerResponse,
  bodyOf,
  correlationIdOf,
  type HttpEvent,
  type HttpResponse,
  jsonOf,
  languageOf,
  problemResponse,
  replayResponse,
} from "./http-message.ts";
import { parseInput } from "./parse-input.ts";
import { asRefused, problemOf, Refused } from "./problem.ts";
import type { UseCase } from "./use-case.ts";

export { DoneBefore, type UseCase, type UseCaseOf } from "./use-case.ts";

/** What a function's entry exports; the stack answers in time before the Lambda runs out of it. */
export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpResponse>;

/**
 * The one stack around every use case that is called over HTTP.
 * @param tabulate the answer as a table, where the contract says that it has one
 */
export function httpLambda<I extends InputSchemas, O extends z.ZodType, K extends Kit>(
  contract: UseCaseContract<I, O>,
  useCase: (kit: K) => UseCase<I, O>,
  kit: K,
  tabulate?: Tabulate<O>,
): HttpHandler {
  const run = useCase(kit);
  const handler = middy<HttpEvent, HttpResponse>()
    .use(oneLogLine(contract, kit))
    .use(problems(kit))
    .handler((event) => answer(contract, run, kit, event, tabulate));
  return (event, context) => handler(event, context);
}

async function answer<I extends InputSchemas, O extends z.ZodType>(
  contract: UseCaseContract<I, O>,
  run: UseCase<I, O>,
  kit: Kit,
  event: HttpEvent,
  tabulate?: Tabulate<O>,
): Promise<HttpResponse> {
  const correlationId = correlationIdOf(event, kit.newUlid);
  event.headers["x-correlation-id"] = correlationId;
  // By HTTP the body of a GET means nothing; all others have theirs read, and refused where none is asked.
  const body = contract.method === "GET" ? "" : bodyOf(event);
  const caller = await authenticate(contract.access, event, body, kit);
  checkRole(caller.principal, contract.access);
  const answered = await answerCall(contract, run, kit, {
    caller,
    input: parseInput(contract.input, event, () => jsonOf(body), languageOf(event)),
    idempotencyKey: event.headers["idempotency-key"],
    language: languageOf(event),
    correlationId,
  });
  if (answered.kind === "replay") return replayResponse(answered.stored, correlationId);
  if (tabulate !== undefined && wantsCsv(event))
    return csvResponse(contract, tabulate, answered.answer, {
      event,
      language: languageOf(event),
      correlationId,
    });
  const status = answered.isDoneBefore ? contract.statusWhenDoneBefore : undefined;
  return answerResponse(contract, answered.answer, correlationId, status);
}

const problems = (kit: Kit): MiddlewareObj<HttpEvent, HttpResponse> => ({
  onError: (request) => {
    const refused = asRefused(request.error);
    const language = languageOf(request.event);
    const correlationId = correlationIdOf(request.event, kit.newUlid);
    if (refused.code === "service.defect") kit.log.defect(request.error, correlationId);
    request.response = problemResponse(problemOf(refused, language, correlationId), language);
  },
});

/** One line a call: operation, status, code, time; no body, no query, no name. */
const oneLogLine = (
  contract: UseCaseContract,
  kit: Kit,
): MiddlewareObj<HttpEvent, HttpResponse> => {
  let startedAt = 0;
  const write = (request: Request<HttpEvent, HttpResponse>): void => {
    kit.log.line("request", {
      operation: contract.id,
      status: request.response?.statusCode ?? 500,
      ...(request.error instanceof Error
        ? { code: request.error instanceof Refused ? request.error.code : request.error.name }
        : {}),
      milliseconds: Math.round(performance.now() - startedAt),
      correlationId: request.event.headers["x-correlation-id"] ?? "",
    });
  };
  return {
    before: () => {
      startedAt = performance.now();
    },
    after: write,
    onError: write,
  };
};
