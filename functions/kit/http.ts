import middy, { type MiddlewareObj, type Request } from "@middy/core";
import type { Context } from "aws-lambda";
import type * as z from "zod";
import {
  AlreadyAnswered,
  commitCommand,
  CommitRefusal,
  StaleVersion,
  type StoredAnswer,
} from "../../adapters/unit-of-work.ts";
import { checkRole } from "./access.ts";
import { authenticate } from "./authenticate.ts";
import { actorOf, type RequestContext } from "./context.ts";
import type { InputOf, InputSchemas, UseCaseContract } from "./contract.ts";
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
import { idempotencyRecord, replayOf, sameRequest } from "./idempotency.ts";
import { parseInput } from "./parse-input.ts";
import { asRefused, Conflict, problemOf, refusalError, Refused } from "./problem.ts";
import { invariant } from "../../domain/shared/invariant.ts";

/** A use case: from parsed input and the context of the call to the answer that its contract promises. */
export type UseCase<I extends InputSchemas, O extends z.ZodType> = (
  input: InputOf<I>,
  context: RequestContext,
) => Promise<z.input<O> | DoneBefore<z.input<O>>>;

/** The answer of a command that found everything as it was asked for: its contract names the status. */
export class DoneBefore<A> {
  readonly answer: A;
  constructor(answer: A) {
    this.answer = answer;
  }
}

/** The use case that a contract asks for. */
export type UseCaseOf<C> = C extends UseCaseContract<infer I, infer O> ? UseCase<I, O> : never;

/** The one stack around every use case that is called over HTTP. */
export function httpLambda<I extends InputSchemas, O extends z.ZodType, K extends Kit>(
  contract: UseCaseContract<I, O>,
  useCase: (kit: K) => UseCase<I, O>,
  kit: K,
): (event: HttpEvent, context?: Context) => Promise<HttpResponse> {
  const run = useCase(kit);
  const handler = middy<HttpEvent, HttpResponse>()
    .use(oneLogLine(contract, kit))
    .use(problems(kit))
    .handler((event) => answer(contract, run, kit, event));
  return (event, context = inProcess) => handler(event, context);
}

/** Stands in where no Lambda service calls: of the context, the stack reads only the time that is left. */
const inProcess: Context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: "",
  functionVersion: "",
  invokedFunctionArn: "",
  memoryLimitInMB: "",
  awsRequestId: "",
  logGroupName: "",
  logStreamName: "",
  getRemainingTimeInMillis: () => 30_000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

async function answer<I extends InputSchemas, O extends z.ZodType>(
  contract: UseCaseContract<I, O>,
  run: UseCase<I, O>,
  kit: Kit,
  event: HttpEvent,
): Promise<HttpResponse> {
  const correlationId = correlationIdOf(event, kit.newUlid);
  event.headers["x-correlation-id"] = correlationId;
  const body = bodyOf(event);
  const { principal, attached } = await authenticate(contract.access, event, body, kit);
  checkRole(principal, contract.access);
  const input = parseInput(contract.input, event, () => jsonOf(body));
  const actor = actorOf(principal);
  const record = await idempotencyRecord(
    kit.mac,
    contract,
    actor,
    event.headers["idempotency-key"],
    input,
  );
  const context: RequestContext = {
    operation: contract.id,
    principal,
    actor,
    now: kit.now(),
    language: languageOf(event),
    correlationId,
    successStatus: contract.status ?? 200,
    attached,
    newId: (prefix) => `${prefix}_${kit.newUlid()}`,
    ...(record === undefined ? {} : { idempotency: record }),
  };
  const replay = (stored: StoredAnswer): HttpResponse => replayResponse(stored, correlationId);
  if (record !== undefined) {
    const stored = await replayOf(kit.table, record);
    if (stored !== undefined) {
      await useUpNonce(kit, context);
      return replay(stored);
    }
  }
  try {
    const result = await onceMoreWhenStale(() => run(input, context));
    if (!(result instanceof DoneBefore))
      return answerResponse(contract, checkedOutput(contract, result), correlationId);
    const same = checkedOutput(contract, result.answer);
    return answerResponse(contract, same, correlationId, contract.statusWhenDoneBefore);
  } catch (error) {
    if (error instanceof AlreadyAnswered && record !== undefined)
      return replay(sameRequest(error.stored, record));
    throw error;
  }
}

/** A replayed answer writes nothing but the nonce of the request that asked for it. */
async function useUpNonce(kit: Kit, context: RequestContext): Promise<void> {
  if (context.attached.length === 0) return;
  const { idempotency: _answered, ...withoutKey } = context;
  try {
    await commitCommand(kit.table, withoutKey, [], {});
  } catch (error) {
    if (error instanceof CommitRefusal) throw refusalError(error);
    throw error;
  }
}

/** A head changed between reading and committing: reload and decide once more, then it is a conflict. */
async function onceMoreWhenStale<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof CommitRefusal) throw refusalError(error);
    if (!(error instanceof StaleVersion)) throw error;
  }
  try {
    return await run();
  } catch (error) {
    if (error instanceof CommitRefusal) throw refusalError(error);
    throw error instanceof StaleVersion ? new Conflict() : error;
  }
}

function checkedOutput<O extends z.ZodType>(
  contract: UseCaseContract<InputSchemas, O>,
  result: unknown,
): unknown {
  const parsed = contract.output.safeParse(result);
  invariant(parsed.success, `${contract.id} answered what its contract does not promise`);
  return parsed.data;
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
