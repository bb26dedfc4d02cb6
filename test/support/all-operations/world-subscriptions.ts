import { repeatableContext } from "../../../functions/kit/task.ts";
import { recordDelivery } from "../../../functions/subscription/record-delivery.ts";
import { recordDelivery as contract } from "../../../functions/subscription/task-contracts.ts";
import { DeliveryId } from "../../../domain/shared/ids.ts";
import type { Caller } from "../door.ts";
import type { Ask } from "./ask.ts";
import type { Things } from "./world.ts";
import type { WorldKit } from "./world-kit.ts";

/** What the office for education in the county of the world has subscribed to. */
export interface SubscriptionsOfTheWorld {
  /** By a webhook. */
  readonly subscriptionId: string;
  /** To another one, and failed for good. */
  readonly deliveryId: string;
}

export const aWebhook = {
  to: { way: "webhook", url: "https://alerts.example.org/xiaowai" },
  filter: { leastLevel: "red", indicators: ["custody-cover"], units: [] },
} as const;

export async function subscriptionsOfTheWorld(
  kit: WorldKit,
  ask: Ask,
  watcher: Caller,
): Promise<SubscriptionsOfTheWorld> {
  const subscribed = async (): Promise<string> =>
    (await ask("subscribeAlerts", watcher, { body: aWebhook })).subscription.subscriptionId;
  const delivery = await ask("testSubscription", watcher, {
    path: { subscriptionId: await subscribed() },
  });
  const deliveryId = DeliveryId.parse(delivery.deliveryId);
  const cause = { correlationId: "world", causationId: "world" };
  await recordDelivery(kit)(
    { deliveryId, attempt: 1, failure: "redirected", httpStatus: 302 },
    repeatableContext(contract, kit, cause),
  );
  return { subscriptionId: await subscribed(), deliveryId };
}

/** For each operation about subscriptions a request to which whoever may ask it gets a yes. */
export const requestsAboutSubscriptions = ({
  subscriptionId,
  deliveryId,
}: Pick<Things, keyof SubscriptionsOfTheWorld>) => ({
  subscribeAlerts: { body: aWebhook },
  endSubscription: { path: { subscriptionId } },
  rotateSubscriptionSecret: { path: { subscriptionId } },
  testSubscription: { path: { subscriptionId } },
  listSubscriptions: {},
  listDeliveries: { path: { subscriptionId } },
  replayDelivery: { path: { deliveryId } },
});
