import type { EventBridgeEvent } from "aws-lambda";
import type * as z from "zod";
import { keys } from "../../adapters/table/keys.ts";
import { AlreadyAnswered } from "../../adapters/unit-of-work.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { CloudEvent, type EventDefinition, type ReceivedEvent } from "../../events/define.ts";
import { againWhenStale } from "./again-when-stale.ts";
import { actorOf, type Principal, type RequestContext } from "./context.ts";
import type { TaskContract } from "./contract.ts";
import type { Kit } from "./deps.ts";

type BusEvent = EventBridgeEvent<string, unknown>;

/** A consumer's use case: what has to happen because something has happened. */
export type Reaction<D> = (event: ReceivedEvent<D>, context: RequestContext) => Promise<void>;

/** The reaction to one kind of event. */
export type ReactionTo<E> =
  E extends EventDefinition<string, infer S> ? Reaction<z.output<S>> : never;

/**
 * Wraps a consumer of bus events. Events arrive twice, late and out of order: the effect of each is
 * committed together with a record of this consumer and event, so that the second delivery finds it
 * done. Kinds of events with the same data may share a reaction. An error goes back to the bus, which retries
 * and at last moves the event to the dead-letter queue.
 */
export function eventLambda<S extends z.ZodObject, K extends Kit>(
  contract: TaskContract,
  definitions: EventDefinition<string, S> | readonly EventDefinition<string, S>[],
  reaction: (kit: K) => Reaction<z.output<S>>,
  kit: K,
): (event: BusEvent) => Promise<void> {
  const run = reaction(kit);
  const known = [definitions].flat();
  return async (busEvent) => {
    const definition = known.find(({ detailType }) => detailType === busEvent["detail-type"]);
    invariant(definition, `${contract.id} got ${busEvent["detail-type"]}`);
    const received = definition.parse(CloudEvent.parse(busEvent.detail));
    const context = taskContext(contract, kit, {
      correlationId: received.context.correlationId,
      causationId: received.id,
    });
    const outcome = await reactOnce(() => run(received, context));
    kit.log.line("event", { task: contract.id, event: received.id, outcome });
  };
}

async function reactOnce(run: () => Promise<void>): Promise<"done" | "done-before"> {
  try {
    await againWhenStale(run);
    return "done";
  } catch (error) {
    if (error instanceof AlreadyAnswered) return "done-before";
    throw error;
  }
}

/** The context of a function of the platform's own; what it commits, it commits once per cause. */
export function taskContext(
  contract: TaskContract,
  kit: Pick<Kit, "now" | "newUlid">,
  cause: { readonly correlationId: string; readonly causationId: string },
): RequestContext {
  const principal: Principal = { kind: "platform", task: contract.id };
  return {
    operation: contract.id,
    principal,
    actor: actorOf(principal),
    now: kit.now(),
    language: "zh",
    ...cause,
    successStatus: 200,
    attached: [],
    newId: (prefix) => `${prefix}_${kit.newUlid()}`,
    idempotency: {
      key: keys.idempotency(`${contract.id}#${cause.causationId}`),
      requestHash: cause.causationId,
    },
  };
}
