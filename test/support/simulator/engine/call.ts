import type * as z from "zod";
import { checkRole } from "../../../../functions/kit/access.ts";
import { answerCall } from "../../../../functions/kit/answer-call.ts";
import { nonceChange } from "../../../../functions/kit/signed-calls.ts";
import type { Principal } from "../../../../functions/kit/context.ts";
import type { InputSchemas, UseCaseContract } from "../../../../functions/kit/contract.ts";
import { canonical } from "../../../../functions/kit/idempotency.ts";
import { parseInput } from "../../../../functions/kit/parse-input.ts";
import { asRefused } from "../../../../functions/kit/problem.ts";
import type { UseCase } from "../../../../functions/kit/use-case.ts";
import { DIED } from "./process.ts";
import type { Story, StoryKit } from "./story.ts";
import { warm } from "./warm.ts";

/** What a caller sends, as far as it is not HTTP. */
export interface Request {
  readonly principal: Principal;
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly key?: string;
}

/** What a caller gets; `again`: no answer, or one that asks to try again. */
export type Outcome =
  | { readonly kind: "answered"; readonly text: string; readonly isReplay: boolean }
  | { readonly kind: "refused"; readonly code: string }
  | { readonly kind: "again"; readonly code: string };

/** An operation that can be called: what it promises and what does it. */
export interface Operation {
  readonly id: string;
  call(story: Story, request: Request): Promise<Outcome>;
}

const ASKS_AGAIN = new Set([
  "service.unavailable",
  "resource.changed",
  "enrolment.bank-unavailable",
]);

/** The operation of a contract, called through everything of the wrapper that is not HTTP. */
export const operation = <I extends InputSchemas, O extends z.ZodType>(
  contract: UseCaseContract<I, O>,
  useCase: (kit: StoryKit) => UseCase<I, O>,
): Operation => {
  const instanceIn = warm((story) => useCase({ ...story.warmKit(), now: story.cacheNow }));
  const call = async (story: Story, request: Request): Promise<Outcome> => {
    const { process, kit } = story.newProcess(contract.id);
    try {
      const answered = await story.within(kit, () =>
        process.run(() => {
          const { principal } = request;
          checkRole(principal, contract.access);
          return answerCall(contract, instanceIn(story), kit, {
            caller: { principal, attached: attachedTo(story, principal) },
            input: inputOf(contract.input, request),
            idempotencyKey: request.key,
            language: "zh",
            correlationId: kit.newUlid(),
          });
        }),
      );
      if (answered === DIED) return { kind: "again", code: "died" };
      if (story.faults.strikes("answerLost")) return { kind: "again", code: "answer-lost" };
      return answered.kind === "replay"
        ? { kind: "answered", text: canonical(answered.stored.answer), isReplay: true }
        : { kind: "answered", text: canonical(answered.answer), isReplay: false };
    } catch (error) {
      const { code } = asRefused(error);
      if (code === "service.defect") story.watch.break(`${contract.id}: ${traceOf(error)}`);
      return { kind: ASKS_AGAIN.has(code) ? "again" : "refused", code };
    }
  };
  return { id: contract.id, call };
};

export const traceOf = (error: unknown): string =>
  error instanceof Error ? (error.stack ?? error.message) : String(error);

const inputOf = <I extends InputSchemas>(schemas: I, { path, query, body }: Request) =>
  parseInput(
    schemas,
    {
      ...(path === undefined ? {} : { pathParameters: { ...path } }),
      ...(query === undefined ? {} : { queryStringParameters: { ...query } }),
    },
    () => body,
    "zh",
  );

/** A bank signs each of its requests with a nonce of its own. */
const attachedTo = (story: Story, principal: Principal) =>
  principal.kind === "bank"
    ? [nonceChange(principal.keyId, `nonce-${story.newNumber()}`, story.now)]
    : [];
