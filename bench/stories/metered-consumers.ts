import type { EventBridgeEvent } from "aws-lambda";
import type * as z from "zod";
import type { EventDefinition } from "../../events/define.ts";
import { tasks } from "../../functions/contracts.ts";
import { bundleFolder } from "../../functions/kit/contract.ts";
import { eventLambda, type Reaction } from "../../functions/kit/event.ts";
import type { CountedKit } from "./counted-city.ts";
import type { UsageMeter } from "./usage.ts";

type AnyEvent = EventDefinition<string, z.ZodObject>;
type AnyReaction = (kit: CountedKit) => Reaction<Record<string, unknown>>;
type BusEvent = EventBridgeEvent<string, unknown>;

/**
 * Every task of the platform that hears of events, as the bus wakes it; each time is an invocation.
 * @param kitFor the kit of a capability's tasks
 * @returns puts an event on the bus; one that no rule matches stays in the journal
 */
export async function meteredConsumers(
  kitFor: (capability: string) => CountedKit,
  meter: UsageMeter,
): Promise<(event: BusEvent) => Promise<void>> {
  const consumers = await Promise.all(
    tasks.flatMap((contract) => {
      const { trigger } = contract;
      if (trigger.kind !== "events") return [];
      const events = trigger.events as readonly AnyEvent[];
      return [load(contract, events, kitFor(contract.capability))];
    }),
  );
  return async (event) => {
    const woken = consumers.filter(({ hears }) => hears.has(event["detail-type"]));
    if (woken.length > 0) meter.add({ events: 1 });
    for (const { run } of woken) {
      meter.add({ invocations: 1 });
      await run(event);
    }
  };
}

async function load(
  contract: (typeof tasks)[number],
  events: readonly AnyEvent[],
  kit: CountedKit,
) {
  const path = `../../functions/${bundleFolder(contract)}.ts`;
  const module = (await import(path)) as Readonly<Record<string, AnyReaction>>;
  const reaction = module[contract.id];
  if (reaction === undefined) throw new Error(`${path} does not export ${contract.id}`);
  return {
    hears: new Set(events.map(({ detailType }) => detailType)),
    run: eventLambda(contract, events, reaction, kit),
  };
}
