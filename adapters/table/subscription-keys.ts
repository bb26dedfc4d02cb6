import { PREFIX } from "./key-names.ts";
import type { Key } from "./table.ts";

/** The keys of subscriptions to alerts and of what is delivered to them; part of `keys`. */
export const subscriptionKeys = {
  subscription: (subscriptionId: string): Key => ({
    pk: `${PREFIX.subscription}#${subscriptionId}`,
    sk: "HEAD",
  }),
  /** How many live ones a unit has. */
  subscriptionCount: (unitId: string): Key => ({
    pk: `${PREFIX.subscription}#${unitId}`,
    sk: "COUNT",
  }),
  subscriptionsOfUnit: (unitId: string) => `${PREFIX.subscriptionsByUnit}#${unitId}`,
  delivery: (deliveryId: string): Key => ({ pk: `${PREFIX.delivery}#${deliveryId}`, sk: "HEAD" }),
  deliveriesOfSubscription: (subscriptionId: string) =>
    `${PREFIX.deliveriesBySubscription}#${subscriptionId}`,
  /** What was open in a unit on the morning of a day. */
  digest: (unitId: string, day: string): Key => ({ pk: `${PREFIX.digest}#${unitId}`, sk: day }),
} as const;
