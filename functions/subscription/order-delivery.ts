import { creation } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { deliveryKind } from "../../adapters/repositories/subscription-items.ts";
import type { Change } from "../../adapters/unit-of-work.ts";
import type { DeliveryContent } from "../../domain/subscription/content.ts";
import { type DeliveryState, orderDelivery } from "../../domain/subscription/delivery.ts";
import { noticeOf, tradeOf } from "../../domain/subscription/notice.ts";
import type { SubscriptionState } from "../../domain/subscription/subscription.ts";
import type { DeliveryId } from "../../domain/shared/ids.ts";
import type { TrainingCategory } from "../../domain/shared/training.ts";
import type { RequestContext } from "../kit/context.ts";

/**
 * Orders one message to a subscriber, and where that is an inbox puts it there in the same transaction.
 * @param category the trade whose department reads it in the unit's inbox
 */
export function orderChanges(
  deliveryId: DeliveryId,
  { subscriptionId, unitId, way, department }: SubscriptionState,
  content: DeliveryContent,
  context: RequestContext,
  category: TrainingCategory = tradeOf(department),
): { readonly delivery: DeliveryState; readonly changes: readonly Change[] } {
  const to = { deliveryId, subscriptionId, unitId, way, content };
  const { delivery, event } = orderDelivery(to, context.now);
  const ordered = creation(deliveryKind, delivery, event, context);
  if (way !== "inbox") return { delivery, changes: ordered };
  const recipient = { kind: "unit", unitId, category } as const;
  const notice = noticeChanges(context, { recipient, ...noticeOf(content, subscriptionId) });
  return { delivery, changes: [...ordered, ...notice] };
}
