import type * as z from "zod";
import type { IndicatorId } from "../../domain/shared/risk-codes.ts";
import { CloudEvent, type EventDefinition, type ReceivedEvent } from "../../events/define.ts";
import type { RequestContext } from "./context.ts";
import type { TaskContract } from "./contract.ts";
import type { Kit } from "./deps.ts";
import { againWhenStale } from "./again-when-stale.ts";
import { repeatableContext } from "./task.ts";

/** What a rule of an indicator hands on: the event as the bus has it, and whose rule it is. */
interface IndicatorEvent {
  readonly indicatorId: IndicatorId;
  readonly "detail-type": string;
  readonly detail: unknown;
}

/** What the change of a fact brings about for one indicator; its outcome is for the log. */
export type IndicatorReaction<D> = (
  event: ReceivedEvent<D>,
  indicatorId: IndicatorId,
  context: RequestContext,
) => Promise<string>;

/**
 * Wraps the consumer behind the rules of indicators. It reads how things stand now and changes nothing where
 * that is known already, so that it keeps no record of what it has done: an event may come twice, and late.
 */
export function indicatorLambda<S extends z.ZodObject, K extends Kit>(
  contract: TaskContract,
  definition: EventDefinition<string, S>,
  reaction: (kit: K) => IndicatorReaction<z.output<S>>,
  kit: K,
): (event: IndicatorEvent) => Promise<void> {
  const react = reaction(kit);
  return async ({ indicatorId, detail }) => {
    const received = definition.parse(CloudEvent.parse(detail));
    const { correlationId } = received.context;
    const outcome = await againWhenStale(() => {
      const cause = { correlationId, causationId: received.id };
      return react(received, indicatorId, repeatableContext(contract, kit, cause));
    });
    kit.log.line("indicator", {
      task: contract.id,
      event: received.id,
      indicator: indicatorId,
      outcome,
    });
  };
}

/** The reaction to one kind of event. */
export type IndicatorReactionTo<E> =
  E extends EventDefinition<string, infer S> ? IndicatorReaction<z.output<S>> : never;
