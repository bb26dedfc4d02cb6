import type * as z from "zod";
import { typeOf } from "../../domain/subscription/content.ts";
import type { DeliveryState } from "../../domain/subscription/delivery.ts";
import type { SubscriptionState } from "../../domain/subscription/subscription.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { DeliveryView, SubscriptionView } from "./schemas.ts";

export function subscriptionView(state: SubscriptionState): z.input<typeof SubscriptionView> {
  const { formerSecretUntil, digestAt, testedAt: _before, subscribedAt, endedAt, ...rest } = state;
  return {
    ...rest,
    ...(formerSecretUntil !== undefined && { formerSecretUntil: toRfc3339(formerSecretUntil) }),
    ...(digestAt !== undefined && { nextDigestAt: toRfc3339(digestAt) }),
    subscribedAt: toRfc3339(subscribedAt),
    ...(endedAt !== undefined && { endedAt: toRfc3339(endedAt) }),
  };
}

export function deliveryView(state: DeliveryState): z.input<typeof DeliveryView> {
  const { deliveryId, subscriptionId, way, content, status, attempt, orderedAt, dueAt } = state;
  return {
    deliveryId,
    subscriptionId,
    way,
    type: typeOf(content),
    ...(content.kind === "alert" && {
      alertId: content.alertId,
      institutionId: content.institutionId,
    }),
    ...(content.kind === "digest" && { day: content.day }),
    status,
    attempts: attempt,
    log: state.log.map((one) => ({ ...one, at: toRfc3339(one.at) })),
    orderedAt: toRfc3339(orderedAt),
    ...(status === "waiting" && dueAt !== undefined && { nextAttemptAt: toRfc3339(dueAt) }),
  };
}
