import type * as z from "zod";
import {
  AlreadyAnswered,
  commitCommand,
  CommitRefusal,
  StaleVersion,
  type StoredAnswer,
} from "../../adapters/unit-of-work.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { Caller } from "./caller.ts";
import { actorOf, type RequestContext } from "./context.ts";
import type { InputOf, InputSchemas, UseCaseContract } from "./contract.ts";
import type { Kit } from "./deps.ts";
import { idempotencyRecord, replayOf, sameRequest } from "./idempotency.ts";
import { Conflict, type Language, refusalError, Refused } from "./problem.ts";
import { DoneBefore, type UseCase } from "./use-case.ts";

/** A call of a use case, however it came: by a caller who is known and may make it, with parsed input. */
export interface Call<I extends InputSchemas> {
  readonly caller: Caller;
  readonly input: InputOf<I>;
  readonly idempotencyKey: string | undefined;
  readonly language: Language;
  readonly correlationId: string;
}

/** An answer just found, or the first answer to the same call again. */
export type Answered<A> =
  | { readonly kind: "answer"; readonly answer: A; readonly isDoneBefore: boolean }
  | { readonly kind: "replay"; readonly stored: StoredAnswer };

/**
 * Answers a call, exactly once for its idempotency key, whatever the way on which it came.
 * @throws Refused, Conflict, StoreUnavailable; anything else is a defect
 */
export async function answerCall<I extends InputSchemas, O extends z.ZodType>(
  contract: UseCaseContract<I, O>,
  run: UseCase<I, O>,
  kit: Pick<Kit, "table" | "mac" | "now" | "newUlid">,
  call: Call<I>,
): Promise<Answered<z.output<O>>> {
  const { principal, attached } = call.caller;
  const actor = actorOf(principal);
  const record = await idempotencyRecord(kit.mac, contract, actor, call.idempotencyKey, call.input);
  const context: RequestContext = {
    operation: contract.id,
    principal,
    actor,
    now: kit.now(),
    language: call.language,
    correlationId: call.correlationId,
    successStatus: contract.status ?? 200,
    attached,
    newId: (prefix) => `${prefix}_${kit.newUlid()}`,
    ...(record === undefined ? {} : { idempotency: record }),
  };
  const answeredBefore = async (): Promise<Answered<z.output<O>> | undefined> => {
    const stored = record && (await replayOf(kit.table, record));
    if (stored === undefined) return undefined;
    await useUpNonce(kit, context);
    return { kind: "replay", stored };
  };
  const before = await answeredBefore();
  if (before !== undefined) return before;
  try {
    const result = await onceMoreWhenStale(() => run(call.input, context));
    const isDoneBefore = result instanceof DoneBefore;
    const answer = checkedOutput(contract, isDoneBefore ? result.answer : result);
    return { kind: "answer", answer, isDoneBefore };
  } catch (error) {
    if (error instanceof AlreadyAnswered && record !== undefined)
      return { kind: "replay", stored: sameRequest(error.stored, record) };
    if (!(error instanceof Refused || error instanceof Conflict)) throw error;
    // Refused because a parallel try of this same call has just done it?
    const meanwhile = await answeredBefore();
    if (meanwhile === undefined) throw error;
    return meanwhile;
  }
}

/** A replayed answer writes nothing but the nonce of the request that asked for it. */
async function useUpNonce(kit: Pick<Kit, "table">, context: RequestContext): Promise<void> {
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
): z.output<O> {
  const parsed = contract.output.safeParse(result);
  invariant(parsed.success, `${contract.id} answered what its contract does not promise`);
  return parsed.data;
}
