import * as z from "zod";

/** On which way a subscriber is told of alerts. 送达方式 */
export const SUBSCRIPTION_WAYS = ["inbox", "email", "sms", "webhook"] as const;
export const SubscriptionWay = z.enum(SUBSCRIPTION_WAYS);
export type SubscriptionWay = z.infer<typeof SubscriptionWay>;

/** Whether each change of an alert is told as it happens, or all of them once a day. */
export const SubscriptionPace = z.enum(["at-once", "each-morning"]);
export type SubscriptionPace = z.infer<typeof SubscriptionPace>;

/** What has become of an alert; the words after `alert-` in the names of its events. */
export const AlertChange = z.enum([
  "raised",
  "raised-higher",
  "lowered",
  "cleared",
  "escalated",
  "overdue",
]);
export type AlertChange = z.infer<typeof AlertChange>;

/** Why a delivery did not succeed. */
export const DeliveryFailure = z.enum([
  /** The receiver answered with another status than 2xx. */
  "bad-status",
  /** The receiver points elsewhere: that is never followed. */
  "redirected",
  /** Its name leads into a network that is not public. */
  "private-address",
  /** Its name leads nowhere. */
  "unresolved",
  /** No connection, no valid certificate, or the connection broke off. */
  "unreachable",
  "timed-out",
  /** Nobody has said what became of the attempt. */
  "unreported",
  /** The gateway for email and SMS does not answer, or will never send this message. */
  "gateway-unavailable",
  "gateway-refused",
  /** The subscription has been ended meanwhile. */
  "subscription-ended",
]);
export type DeliveryFailure = z.infer<typeof DeliveryFailure>;
