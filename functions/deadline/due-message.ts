import * as z from "zod";
import { CalendarEdition } from "../../adapters/calendar-reader.ts";

/** What the queue says of any item: where it lies, and since when it is due. */
const place = {
  pk: z.string(),
  sk: z.string(),
  duesk: z.string(),
  /** The correction of the calendar by which it has to be counted anew. */
  calendar: CalendarEdition.optional(),
};

/** An item of a family's orders, lessons and refunds. */
export const DueMessage = z.object({
  ...place,
  type: z.enum([
    "lesson",
    "enrolment",
    "notice-delivery",
    "instruction",
    "opening-deposit",
    "refund",
  ]),
});
export type DueMessage = z.infer<typeof DueMessage>;

/** An item of what authorities settle, watch and order. */
export const SupervisionMessage = z.object({
  ...place,
  type: z.enum([
    "complaint",
    "alert",
    "alert-delivery",
    "alert-subscription",
    "measure",
    "proposal",
    "deposit",
    "indicator-trial",
  ]),
});
export type SupervisionMessage = z.infer<typeof SupervisionMessage>;

/** Whether a message is for the function of supervision. */
export const isOfSupervision = (message: unknown): boolean =>
  SupervisionMessage.safeParse(message).success;
