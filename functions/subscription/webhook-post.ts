import * as z from "zod";
import { DeliveryId } from "../../domain/shared/ids.ts";
import { DeliveryFailure } from "../../domain/shared/subscription-codes.ts";

/** What the queue says of a message that has to be posted: all of it, signed. */
export const WebhookPost = z.object({
  deliveryId: DeliveryId,
  attempt: z.int().min(1),
  url: z.string(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
});
export type WebhookPost = z.infer<typeof WebhookPost>;

/** What the queue says of what became of it. */
export const WebhookReport = z.object({
  deliveryId: DeliveryId,
  attempt: z.int().min(1),
  failure: DeliveryFailure.optional(),
  httpStatus: z.int().optional(),
});
export type WebhookReport = z.infer<typeof WebhookReport>;
