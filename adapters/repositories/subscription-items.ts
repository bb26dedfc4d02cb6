import { createHash } from "node:crypto";
import * as z from "zod";
import { DeliveryState } from "../../domain/subscription/delivery.ts";
import { UnitDigest } from "../../domain/subscription/digest.ts";
import { MOST_OF_A_UNIT, SubscriptionState } from "../../domain/subscription/subscription.ts";
import { DeliveryId } from "../../domain/shared/ids.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { type AggregateKind, aggregates, storable } from "../aggregates.ts";
import { dueAttributes } from "../due-index.ts";
import { isCommitted } from "../overtaken.ts";
import { openRecords } from "../personal/sealed-record.ts";
import type { PersonalVault } from "../personal/personal-vault.ts";
import { keys } from "../table/keys.ts";
import type { Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

const dueOf = (at: EpochMs | undefined) =>
  at === undefined ? undefined : { at, provisional: false };

/** A subscription, listed by its unit while it is live; due when its next digest is. */
export const subscriptionKind: AggregateKind<SubscriptionState> = {
  type: "alert-subscription",
  key: keys.subscription,
  schema: SubscriptionState,
  idOf: (state) => state.subscriptionId,
  indexes: ({ subscriptionId, unitId, digestAt, endedAt }) => ({
    ...(endedAt === undefined
      ? { gsi2pk: keys.subscriptionsOfUnit(unitId), gsi2sk: subscriptionId }
      : {}),
    ...dueAttributes(keys.subscription(subscriptionId), dueOf(digestAt)),
  }),
  scope: ({ unitId }) => ({ unitId }),
};

/** A delivery, listed by its subscription in the order of time; due when it is tried again. */
export const deliveryKind: AggregateKind<DeliveryState> = {
  type: "alert-delivery",
  key: keys.delivery,
  schema: DeliveryState,
  idOf: (state) => state.deliveryId,
  indexes: ({ deliveryId, subscriptionId, orderedAt, dueAt }) => ({
    gsi1pk: keys.deliveriesOfSubscription(subscriptionId),
    gsi1sk: `${new Date(orderedAt).toISOString()}#${deliveryId}`,
    ...dueAttributes(keys.delivery(deliveryId), dueOf(dueAt)),
  }),
  scope: ({ unitId }) => ({ unitId }),
};

/** The live subscriptions of a unit. */
export async function subscriptionsOf(
  table: Table,
  unitId: string,
): Promise<readonly SubscriptionState[]> {
  const page = await table.query({
    index: "gsi2",
    pk: keys.subscriptionsOfUnit(unitId),
    // The index may still show one that was ended just now, and the one made in its place.
    limit: 2 * MOST_OF_A_UNIT,
  });
  const found = await aggregates(table, subscriptionKind).findMany(
    page.items.map((item) => keys.idOf(item.pk)),
  );
  return found.map(({ state }) => state).filter(({ endedAt }) => endedAt === undefined);
}

/** Takes one of the places that a unit has for live subscriptions: parallel ones do not get beyond the last. */
export const placeTaken = (unitId: string): Change => ({
  write: {
    kind: "update",
    key: keys.subscriptionCount(unitId),
    set: { type: "subscription-count" },
    add: { live: 1 },
    condition: {
      kind: "any",
      of: [
        { kind: "attribute-absent", attribute: "live" },
        { kind: "below", attribute: "live", value: MOST_OF_A_UNIT },
      ],
    },
  },
  refusal: { code: "subscription.too-many", facts: { unitId, most: MOST_OF_A_UNIT } },
});

/** Gives the place of a subscription back. */
export const placeFreed = (unitId: string): Change => ({
  write: {
    kind: "update",
    key: keys.subscriptionCount(unitId),
    add: { live: -1 },
    condition: { kind: "at-least", attribute: "live", value: 1 },
  },
});

const Count = z.object({ live: z.int().min(0) });

/** How many live subscriptions a unit has. */
export async function liveCountOf(table: Table, unitId: string): Promise<number> {
  const item = await table.get(keys.subscriptionCount(unitId));
  return item === undefined ? 0 : Count.parse(item).live;
}

const CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const ID_LENGTH = 26;

/** The id of the one delivery that a cause brings to a subscription, however often it is ordered. */
export function deliveryIdFor(causeId: string, subscriptionId: string): DeliveryId {
  const hash = createHash("sha256").update(`${causeId}|${subscriptionId}`).digest();
  const characters = [...hash.subarray(0, ID_LENGTH)].map((byte) => CROCKFORD.charAt(byte % 32));
  return DeliveryId.parse(`dlv_${characters.join("")}`);
}

/** Where a subscriber is reached, and by which secrets a webhook's messages are signed. */
export const SubscriberAddress = z.union([
  z.strictObject({
    url: z.string(),
    secret: z.string(),
    /** They sign as well for a while: the one before, and the one before that where both went within a day. */
    formerSecret: z.string().optional(),
    olderSecret: z.string().optional(),
  }),
  z.strictObject({ email: z.string() }),
  z.strictObject({ sms: z.string() }),
]);
export type SubscriberAddress = z.infer<typeof SubscriberAddress>;

const RECORD_CLASS = "subscription";

/** Nobody is reached there any more, and nothing of it is kept. */
export const addressErased = (subscriptionId: string): Change => ({
  write: { kind: "delete", key: keys.personal(RECORD_CLASS, subscriptionId) },
});

/** Addresses and secrets of subscribers: sealed, opened only to send or to rotate. */
export function subscriberAddresses(kit: { readonly table: Table; readonly vault: PersonalVault }) {
  return {
    async find(subscriptionId: string): Promise<SubscriberAddress | undefined> {
      const opened = await openRecords(kit, RECORD_CLASS, [subscriptionId]);
      const fields = opened.get(subscriptionId);
      return fields && SubscriberAddress.parse(fields);
    },

    async change(subscriptionId: string, address: SubscriberAddress): Promise<Change> {
      const fields: Record<string, string> = {};
      for (const [name, text] of Object.entries(address))
        if (text !== undefined) fields[name] = text;
      const sealed = await kit.vault.seal(RECORD_CLASS, subscriptionId, fields);
      const key = keys.personal(RECORD_CLASS, subscriptionId);
      return { write: { kind: "put", item: { ...key, type: "personal", sealed } } };
    },
  };
}

const DigestItem = z.object({ digest: UnitDigest });
/** A digest of a morning is of no use a month later. */
const KEPT_SECONDS = 32 * 24 * 3600;

/** What a unit had open on a morning: counted once, whoever is first. */
export const unitDigests = (table: Table) => ({
  async find(unitId: string, day: string): Promise<UnitDigest | undefined> {
    const item = await table.get(keys.digest(unitId, day));
    return item && DigestItem.parse(item).digest;
  },

  async keep(unitId: string, day: string, digest: UnitDigest, now: EpochMs): Promise<void> {
    const item = {
      ...keys.digest(unitId, day),
      type: "alert-digest",
      digest: storable(digest),
      expiresAtEpochSeconds: Math.floor(now / 1000) + KEPT_SECONDS,
    };
    // Where another was faster, its counts are kept.
    await isCommitted(table, [{ kind: "put", item, condition: { kind: "absent" } }]);
  },
});
