import { aggregates } from "../../adapters/aggregates.ts";
import { GatewayRefused, GatewayUnavailable } from "../../adapters/notices/message-gateway.ts";
import type { WorkQueue } from "../../adapters/queue/work-queue.ts";
import {
  deliveryKind,
  type SubscriberAddress,
  subscriberAddresses,
  subscriptionKind,
} from "../../adapters/repositories/subscription-items.ts";
import { signedHeaders } from "../../adapters/webhooks/webhook-signature.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { fillWords } from "../../domain/notice/fill-words.ts";
import { watchWords } from "../../domain/notice/watch-words.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { messageOf } from "../../domain/subscription/content.ts";
import {
  type DeliveryState,
  type Outcome,
  recordOutcome,
} from "../../domain/subscription/delivery.ts";
import { noticeOf } from "../../domain/subscription/notice.ts";
import { isFormerLive, type SubscriptionState } from "../../domain/subscription/subscription.ts";
import type { AlertDeliveryOrdered } from "../../events/subscription.ts";
import type { ReactionTo } from "../kit/event.ts";
import type { GatewayKit } from "../kit/gateway-deps.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import type { WebhookPost } from "./webhook-post.ts";

type Kit = PersonalKit & GatewayKit & { readonly queue: WorkQueue };

/**
 * Sends an ordered message. By email and SMS its outcome is known at once; what goes to a webhook is signed here,
 * where the secret may be opened, and posted by a function that can open nothing.
 */
export const sendDelivery = (kit: Kit): ReactionTo<typeof AlertDeliveryOrdered> => {
  const { table, gateway, queue } = kit;
  const deliveries = aggregates(table, deliveryKind);
  const subscriptions = aggregates(table, subscriptionKind);
  const addresses = subscriberAddresses(kit);

  /** @returns nothing while the outcome is not known */
  async function send(
    delivery: DeliveryState,
    subscription: SubscriptionState,
    address: SubscriberAddress,
    now: EpochMs,
  ): Promise<Outcome | undefined> {
    if ("url" in address) {
      await queue.send([postOf(delivery, subscription, address, now)]);
      return undefined;
    }
    const { language } = subscription;
    const notice = noticeOf(delivery.content, delivery.subscriptionId);
    const way =
      "email" in address
        ? ({ channel: "email", to: address.email } as const)
        : ({ channel: "sms", to: address.sms } as const);
    const messageId = messageIdOf(delivery);
    try {
      const words = fillWords(watchWords[notice.template][language], notice, language);
      await gateway.send({ messageId, ...way, language, ...words });
      return {};
    } catch (error) {
      if (error instanceof GatewayRefused) return { failure: "gateway-refused" };
      if (error instanceof GatewayUnavailable) return { failure: "gateway-unavailable" };
      throw error;
    }
  }

  /** An ended subscription has no address any more. */
  async function outcomeOf(
    delivery: DeliveryState,
    subscription: SubscriptionState,
    address: SubscriberAddress | undefined,
    now: EpochMs,
  ): Promise<Outcome | undefined> {
    if (subscription.endedAt !== undefined) return { failure: "subscription-ended" };
    invariant(address, `${subscription.subscriptionId} has an address`);
    return send(delivery, subscription, address, now);
  }

  return async ({ data: { deliveryId, subscriptionId, attempt } }, context) => {
    // The address before the subscription: whatever happens in between, what signs is never newer than its window.
    const address = await addresses.find(subscriptionId);
    const [found, subscription] = await Promise.all([
      deliveries.find(deliveryId),
      subscriptions.find(subscriptionId),
    ]);
    invariant(found && subscription, `${deliveryId} has a subscriber`);
    const isCurrent = found.state.status === "under-way" && found.state.attempt === attempt;
    const outcome = isCurrent
      ? await outcomeOf(found.state, subscription.state, address, context.now)
      : undefined;
    const recorded = outcome && recordOutcome(found.state, attempt, outcome, context.now);
    const changes =
      recorded === undefined
        ? []
        : deliveries.change(found, recorded.delivery, recorded.event, context);
    await commitCommand(table, context, changes, { deliveryId, attempt });
  };
};

/** The gateway sends once for an id: attempts share it, and what a person has replayed goes out again. */
const messageIdOf = ({ deliveryId, attempt, tries }: DeliveryState): string =>
  `${deliveryId}.${attempt - tries}`;

function postOf(
  { deliveryId, attempt, content }: DeliveryState,
  subscription: SubscriptionState,
  { url, secret, formerSecret, olderSecret }: Extract<SubscriberAddress, { url: string }>,
  now: EpochMs,
): WebhookPost {
  const body = JSON.stringify(messageOf(deliveryId, content));
  const formers = isFormerLive(subscription, now) ? [formerSecret, olderSecret] : [];
  const secrets = [secret, ...formers.filter((one) => one !== undefined)];
  return { deliveryId, attempt, url, body, headers: signedHeaders(deliveryId, body, secrets, now) };
}
