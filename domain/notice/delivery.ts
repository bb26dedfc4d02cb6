import * as z from "zod";
import { EpochMs } from "../shared/time.ts";
import { type NoticeAddresses, NoticeChannel, type NoticePreferences } from "./preferences.ts";
import { quietUntil } from "./quiet-hours.ts";
import { type NoticeTemplate, noticeTemplates } from "./templates.ts";

/** How far a notice has got on one channel. */
export const Delivery = z.object({
  channel: NoticeChannel,
  status: z.enum(["queued", "postponed", "sent", "failed", "skipped"]),
  /** Why it is not sent: `switched-off`, `quiet-hours`, `gateway-unavailable`, or the gateway's own code. */
  reason: z.string().optional(),
  /** When the quiet hours end that a postponed one waits for. */
  dueAt: EpochMs.optional(),
  /** How often the gateway was asked. */
  attempts: z.int().min(0),
  at: EpochMs,
});
export type Delivery = z.infer<typeof Delivery>;

export const GATEWAY_UNAVAILABLE = "gateway-unavailable";

/** Nothing more is to be done: it was sent, nobody wants it so, or the gateway has said no for good. */
export const isSettled = ({ status, reason }: Delivery): boolean =>
  status === "sent" ||
  status === "skipped" ||
  (status === "failed" && reason !== GATEWAY_UNAVAILABLE);

/** Whether the gateway was to take it and did not: the event that asks for it has to come again. */
export const isOpen = (delivery: Delivery): boolean =>
  delivery.status !== "postponed" && !isSettled(delivery);

/** A postponed delivery whose quiet hours are over is to be sent; all others stay as they are. */
export const resumeDelivery = (delivery: Delivery, at: EpochMs): Delivery | undefined =>
  delivery.status === "postponed" && delivery.dueAt !== undefined && at >= delivery.dueAt
    ? { channel: delivery.channel, status: "queued", attempts: delivery.attempts, at }
    : undefined;

export type DeliveryPlan =
  | { readonly kind: "send"; readonly to: string }
  | { readonly kind: "skip" }
  | { readonly kind: "postpone"; readonly until: EpochMs };

/**
 * Whether a notice leaves by a channel, and when. Only SMS wakes people: in quiet hours it waits for their
 * end, while the inbox and email have the notice at once.
 */
export function planDelivery(
  template: NoticeTemplate,
  channel: NoticeChannel,
  preferences: NoticePreferences,
  addresses: NoticeAddresses,
  at: EpochMs,
): DeliveryPlan {
  const to = addresses[channel];
  if (to === undefined || !preferences.topics[channel].includes(noticeTemplates[template].topic))
    return { kind: "skip" };
  const until = channel === "sms" ? quietUntil(preferences.quietHours, at) : undefined;
  return until === undefined ? { kind: "send", to } : { kind: "postpone", until };
}
