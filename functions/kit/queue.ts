import type { SQSBatchResponse, SQSEvent } from "aws-lambda";
import type * as z from "zod";
import type { RequestContext } from "./context.ts";
import type { TaskContract } from "./contract.ts";
import type { Kit, TablelessKit } from "./deps.ts";
import { againWhenStale } from "./again-when-stale.ts";
import { repeatableContext } from "./task.ts";

/** What a schedule wakes, and what it has to say for the log. */
export type ScheduledTask = (
  context: RequestContext,
) => Promise<Readonly<Record<string, string | number>>>;

/** Wraps a function that runs by the clock. A run that fails is followed by the next one. */
export function scheduleLambda<K extends Kit>(
  contract: TaskContract,
  task: (kit: K) => ScheduledTask,
  kit: K,
): () => Promise<void> {
  const run = task(kit);
  return async () => {
    const cause = kit.newUlid();
    const context = repeatableContext(contract, kit, { correlationId: cause, causationId: cause });
    const done = await run(context);
    kit.log.line("schedule", { task: contract.id, ...done });
  };
}

/** What one message brings about; its outcome is for the log. */
export type MessageTask<M> = (message: M, context: RequestContext) => Promise<string>;

/**
 * Wraps a function that works off a queue. Messages come at least once and in any order, so that what they
 * ask for has to change nothing the second time. A message that fails comes again alone, and after several
 * times lies in the dead-letter queue; the others of its batch are done.
 */
export function queueLambda<S extends z.ZodType, K extends TablelessKit>(
  contract: TaskContract,
  message: S,
  task: (kit: K) => MessageTask<z.output<S>>,
  kit: K,
): (event: SQSEvent) => Promise<SQSBatchResponse> {
  const run = task(kit);

  const handle = async (messageId: string, body: string): Promise<boolean> => {
    const cause = { correlationId: kit.newUlid(), causationId: messageId };
    try {
      const parsed = message.parse(JSON.parse(body));
      const outcome = await againWhenStale(() =>
        run(parsed, repeatableContext(contract, kit, cause)),
      );
      kit.log.line("message", { task: contract.id, messageId, outcome });
      return true;
    } catch (error) {
      kit.log.defect(error, cause.correlationId);
      return false;
    }
  };

  return async ({ Records }) => {
    const handled = await Promise.all(
      Records.map(async ({ messageId, body }) => ({
        itemIdentifier: messageId,
        isDone: await handle(messageId, body),
      })),
    );
    const failed = handled.filter(({ isDone }) => !isDone);
    return { batchItemFailures: failed.map(({ itemIdentifier }) => ({ itemIdentifier })) };
  };
}
