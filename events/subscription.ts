import * as z from "zod";
import { DeliveryId, MemberId, SubscriptionId, UnitId } from "../domain/shared/ids.ts";
import {
  DeliveryFailure,
  SubscriptionPace,
  SubscriptionWay,
} from "../domain/shared/subscription-codes.ts";
import { LocalDate, Timestamp } from "../domain/shared/time.ts";
import { defineEvent } from "./define.ts";

const bySomeone = { subscriptionId: SubscriptionId, unitId: UnitId, officerId: MemberId };

/** A unit is told of alerts from now on. */
export const AlertsSubscribed = defineEvent(
  "alerts-subscribed",
  1,
  z.object({ ...bySomeone, way: SubscriptionWay, pace: SubscriptionPace }),
);

/** A unit is no longer told. */
export const SubscriptionEnded = defineEvent("subscription-ended", 1, z.object(bySomeone));

/** An officer has a test message sent. */
export const SubscriptionTested = defineEvent("subscription-tested", 1, z.object(bySomeone));

/** What is sent to a webhook is signed with a new secret; the former one is good until then. */
export const SubscriptionSecretRotated = defineEvent(
  "subscription-secret-rotated",
  1,
  z.object({ ...bySomeone, formerUntil: Timestamp }),
);

/** The morning's digest of a unit was drawn up for a subscriber. */
export const DigestDrawnUp = defineEvent(
  "digest-drawn-up",
  1,
  z.object({ subscriptionId: SubscriptionId, unitId: UnitId, day: LocalDate }),
);

const ofDelivery = { deliveryId: DeliveryId, subscriptionId: SubscriptionId };
/** How often it has been tried, this attempt counted. */
const attempt = z.int().min(1);

/** A message to a subscriber has to go out. */
export const AlertDeliveryOrdered = defineEvent(
  "alert-delivery-ordered",
  1,
  z.object({ ...ofDelivery, way: SubscriptionWay, attempt }),
);

/** The subscriber has it. */
export const AlertDeliveryMade = defineEvent(
  "alert-delivery-made",
  1,
  z.object({ ...ofDelivery, way: SubscriptionWay, attempt }),
);

/** An attempt came to nothing; without a time to try again it was the last one. */
export const AlertDeliveryFailed = defineEvent(
  "alert-delivery-failed",
  1,
  z.object({
    ...ofDelivery,
    way: SubscriptionWay,
    attempt,
    failure: DeliveryFailure,
    httpStatus: z.int().optional(),
    retryAt: Timestamp.optional(),
  }),
);
