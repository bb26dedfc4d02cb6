import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { deliveryKind } from "../../adapters/repositories/subscription-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { recordOutcome } from "../../domain/subscription/delivery.ts";
import type { Kit } from "../kit/deps.ts";
import type { MessageTask } from "../kit/queue.ts";
import type { WebhookReport } from "./webhook-post.ts";

/** Notes what became of a post. A report that comes twice, or after its attempt was given up, changes nothing. */
export const recordDelivery = ({ table }: Kit): MessageTask<z.output<typeof WebhookReport>> => {
  const deliveries = aggregates(table, deliveryKind);
  return async ({ deliveryId, attempt, ...outcome }, context) => {
    const found = await deliveries.find(deliveryId);
    invariant(found, `${deliveryId} was posted`);
    const recorded = recordOutcome(found.state, attempt, outcome, context.now);
    if (recorded === undefined) return "reported-before";
    const changes = deliveries.change(found, recorded.delivery, recorded.event, context);
    await commitCommand(table, context, changes, {});
    return recorded.delivery.status;
  };
};
