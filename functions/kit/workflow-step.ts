import type * as z from "zod";
import type { RequestContext } from "./context.ts";
import type { TaskContract } from "./contract.ts";
import type { Kit } from "./deps.ts";
import { againWhenStale } from "./again-when-stale.ts";
import { repeatableContext } from "./task.ts";

/** What a step of a workflow does with its input; the words that it answers decide where the workflow goes. */
export type WorkflowStep<I> = (
  input: I,
  context: RequestContext,
) => Promise<Readonly<Record<string, string | number>>>;

/**
 * Wraps a step of a workflow. A step may be called again after it was done: what it asks for has to change
 * nothing the second time. An error goes back to the workflow, which tries again and at last fails.
 * @param input with the name of the execution, which is the cause of all that the step does
 */
export function stepLambda<S extends z.ZodObject<{ execution: z.ZodString }>, K extends Kit>(
  contract: TaskContract,
  input: S,
  step: (kit: K) => WorkflowStep<z.output<S>>,
  kit: K,
): (event: unknown) => Promise<Readonly<Record<string, string | number>>> {
  const run = step(kit);
  return async (event) => {
    const parsed = input.parse(event);
    const { execution } = parsed;
    const cause = { correlationId: execution, causationId: execution };
    const words = await againWhenStale(() => run(parsed, repeatableContext(contract, kit, cause)));
    kit.log.line("step", { task: contract.id, execution, ...words });
    return words;
  };
}
