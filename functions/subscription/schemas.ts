import * as z from "zod";
import { AlertFilter } from "../../domain/subscription/subscription.ts";
import { DEPARTMENTS } from "../../domain/identity/competence.ts";
import {
  AlertId,
  DeliveryId,
  InstitutionId,
  MemberId,
  SubscriptionId,
  UnitId,
} from "../../domain/shared/ids.ts";
import {
  DeliveryFailure,
  SubscriptionPace,
  SubscriptionWay,
} from "../../domain/shared/subscription-codes.ts";
import { LocalDate, Timestamp } from "../../domain/shared/time.ts";

/** Shapes of subscriptions to alerts and of their deliveries. */

/** Where alerts go: the inbox of the caller's unit, or an address that is kept sealed. */
const Destination = z.discriminatedUnion("way", [
  z.strictObject({ way: z.literal("inbox") }),
  z.strictObject({ way: z.literal("email"), email: z.email().max(254) }),
  z.strictObject({
    way: z.literal("sms"),
    phone: z
      .string()
      .trim()
      .min(11)
      .max(20)
      .meta({ description: "A mobile number of mainland China" }),
  }),
  z.strictObject({
    way: z.literal("webhook"),
    url: z.string().min(12).max(500).meta({
      description: "https on port 443, a host of the public internet; redirects are not followed",
    }),
  }),
]);

export const NewSubscription = z.strictObject({
  unitId: UnitId.optional().meta({
    description: "One of the caller's own units; absent: the first of them",
  }),
  to: Destination,
  pace: SubscriptionPace.default("at-once").meta({
    description: "each-morning: the counts of all alerts of the unit at 08:00, whatever the filter",
  }),
  language: z.enum(["zh-CN", "en"]).default("zh-CN"),
  filter: AlertFilter,
});

export const SubscriptionView = z.strictObject({
  subscriptionId: SubscriptionId,
  unitId: UnitId,
  department: z.enum(DEPARTMENTS),
  authorId: MemberId,
  way: SubscriptionWay,
  pace: SubscriptionPace,
  language: z.enum(["zh-CN", "en"]),
  filter: AlertFilter,
  host: z.string().optional().meta({ description: "To which host a webhook goes" }),
  formerSecretUntil: Timestamp.optional().meta({
    description: "Until then the secret before the present one signs as well",
  }),
  nextDigestAt: Timestamp.optional(),
  subscribedAt: Timestamp,
  endedAt: Timestamp.optional(),
});

/** Shown once, with the answer that makes it. */
export const SigningSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/]{43}=$/)
  .meta({ description: "Signs what a webhook is sent; shown this once. See docs/webhooks.md" });

const Attempt = z.strictObject({
  attempt: z.int().min(1),
  at: Timestamp,
  failure: DeliveryFailure.optional(),
  httpStatus: z.int().optional(),
});

export const DeliveryView = z.strictObject({
  deliveryId: DeliveryId,
  subscriptionId: SubscriptionId,
  way: SubscriptionWay,
  type: z.string().meta({ description: "alert-raised and the like, digest, or test" }),
  alertId: AlertId.optional(),
  institutionId: InstitutionId.optional(),
  day: LocalDate.optional().meta({ description: "Of which morning the digest is" }),
  status: z.enum(["under-way", "waiting", "delivered", "failed"]),
  attempts: z.int().min(1),
  log: z.array(Attempt).max(8).meta({ description: "The newest attempts, the oldest first" }),
  orderedAt: Timestamp,
  nextAttemptAt: Timestamp.optional(),
});
