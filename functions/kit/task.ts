import type { EventBridgeEvent } from "aws-lambda";
import * as z from "zod";
import { againWhenStale } from "./again-when-stale.ts";
import type { RequestContext } from "./context.ts";
import type { TaskContract, Trigger } from "./contract.ts";
import type { Kit } from "./deps.ts";
import { taskContext } from "./event.ts";
import { fillIn } from "../../domain/shared/fill-in.ts";
import { Refused } from "./problem.ts";
import { refusalTexts } from "./problem-table.ts";

/** An operator asked for something that a rule refuses; the message says in words which. */
class TaskRefused extends Error {
  override readonly name = "TaskRefused";
}

const inWords = ({ code, facts }: Refused): string => {
  const { zh, en } = refusalTexts[code];
  return `${code}: ${fillIn(zh, facts)} ${fillIn(en, facts)}`;
};

/** A task's context without a record of its cause: tasks that may well run again for the same cause. */
export function repeatableContext(
  contract: TaskContract,
  kit: Pick<Kit, "now" | "newUlid">,
  cause: { readonly correlationId: string; readonly causationId: string },
): RequestContext {
  const { idempotency: _record, ...context } = taskContext(contract, kit, cause);
  return context;
}

type OperatorContract<S extends z.ZodObject> = TaskContract & {
  readonly trigger: Extract<Trigger, { kind: "operator" }> & { readonly input: S };
};

/** What an operator's task does with its input; its answer is shown to the operator. */
export type OperatorTaskOf<C> =
  C extends OperatorContract<infer S>
    ? (input: z.output<S>, context: RequestContext) => Promise<Readonly<Record<string, unknown>>>
    : never;

/** Wraps a function that an operator calls by hand; what does not fit the input is refused by name. */
export function operatorLambda<S extends z.ZodObject, K extends Kit>(
  contract: OperatorContract<S>,
  task: (kit: K) => OperatorTaskOf<OperatorContract<S>>,
  kit: K,
): (event: unknown) => Promise<Readonly<Record<string, unknown>>> {
  const run = task(kit);
  return async (event) => {
    const input = contract.trigger.input.safeParse(event ?? {});
    if (!input.success) throw new TaskRefused(z.prettifyError(input.error));
    const cause = kit.newUlid();
    const context = repeatableContext(contract, kit, { correlationId: cause, causationId: cause });
    try {
      const answer = await run(input.data, context);
      kit.log.line("task", { task: contract.id, outcome: "done", correlationId: cause });
      return answer;
    } catch (error) {
      throw error instanceof Refused ? new TaskRefused(inWords(error)) : error;
    }
  };
}

type ObjectCreated = EventBridgeEvent<string, unknown>;
const CreatedObject = z.object({ object: z.object({ key: z.string() }) });

/** Wraps a reader of uploads: it is told the key of each new object, at least once. */
export function uploadLambda<K extends Kit>(
  contract: TaskContract,
  reader: (kit: K) => (objectKey: string) => Promise<string>,
  kit: K,
): (event: ObjectCreated) => Promise<void> {
  const read = reader(kit);
  return async (event) => {
    const { key } = CreatedObject.parse(event.detail).object;
    const outcome = await againWhenStale(() => read(key));
    kit.log.line("upload", { task: contract.id, object: key, outcome });
  };
}
