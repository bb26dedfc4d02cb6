import * as z from "zod";
import type { DomainEvent } from "../../events/define.ts";
import {
  AlertDeliveryFailed,
  AlertDeliveryMade,
  AlertDeliveryOrdered,
} from "../../events/subscription.ts";
import { DeliveryId, SubscriptionId, UnitId } from "../shared/ids.ts";
import { invariant } from "../shared/invariant.ts";
import { ok, type Result } from "../shared/result.ts";
import { DeliveryFailure, SubscriptionWay } from "../shared/subscription-codes.ts";
import { EpochMs, HOUR_MS, toRfc3339 } from "../shared/time.ts";
import { DeliveryContent } from "./content.ts";
import { refuseSubscription, type SubscriptionRefusal } from "./refusals.ts";

const MINUTE_MS = 60_000;

/** [D] How long after each failed attempt the next one follows; when they are used up, a person may replay. */
export const RETRY_AFTER_MS = [
  MINUTE_MS,
  5 * MINUTE_MS,
  30 * MINUTE_MS,
  2 * HOUR_MS,
  6 * HOUR_MS,
] as const;

/** An attempt of which nobody has said by then what became of it counts as failed. */
export const REPORT_WITHIN_MS = 15 * MINUTE_MS;

/** What trying again cannot change. */
const FINAL: readonly DeliveryFailure[] = [
  "redirected",
  "private-address",
  "gateway-refused",
  "subscription-ended",
];

/** The log shows the newest attempts; the journal has all of them. */
const MOST_SHOWN = 8;

const Attempt = z.object({
  attempt: z.int().min(1),
  at: EpochMs,
  failure: DeliveryFailure.optional(),
  httpStatus: z.int().optional(),
});
export type Attempt = z.infer<typeof Attempt>;

/** The head of a delivery (投递), at most 1 KB: one message to one subscriber, whatever it takes. */
export const DeliveryState = z.object({
  deliveryId: DeliveryId,
  subscriptionId: SubscriptionId,
  unitId: UnitId,
  way: SubscriptionWay,
  content: DeliveryContent,
  status: z.enum(["under-way", "waiting", "delivered", "failed"]),
  /** How often it was tried in all, and since it was ordered or replayed last. */
  attempt: z.int().min(1),
  tries: z.int().min(1),
  log: z.array(Attempt),
  orderedAt: EpochMs,
  /** When it is tried again, or an attempt is given up of which nothing was heard. */
  dueAt: EpochMs.optional(),
});
export type DeliveryState = z.infer<typeof DeliveryState>;

export interface DeliveryDecision {
  readonly delivery: DeliveryState;
  readonly event: DomainEvent;
}

/** What became of an attempt; without a failure the receiver has it. */
export interface Outcome {
  readonly failure?: DeliveryFailure | undefined;
  readonly httpStatus?: number | undefined;
}

const namesOf = ({ deliveryId, subscriptionId, way, attempt }: DeliveryState) => ({
  deliveryId,
  subscriptionId,
  way,
  attempt,
});

/** Orders a message. What goes into an inbox is there with its ordering. */
export function orderDelivery(
  to: Pick<DeliveryState, "deliveryId" | "subscriptionId" | "unitId" | "way" | "content">,
  at: EpochMs,
): DeliveryDecision {
  const first = { ...to, attempt: 1, tries: 1, orderedAt: at };
  if (to.way === "inbox") {
    const delivery: DeliveryState = { ...first, status: "delivered", log: [{ attempt: 1, at }] };
    return { delivery, event: AlertDeliveryMade.make(namesOf(delivery)) };
  }
  return begun({ ...first, status: "under-way", log: [] }, at);
}

const begun = (delivery: DeliveryState, at: EpochMs): DeliveryDecision => ({
  delivery: { ...delivery, status: "under-way", dueAt: at + REPORT_WITHIN_MS },
  event: AlertDeliveryOrdered.make(namesOf(delivery)),
});

function logged(delivery: DeliveryState, outcome: Outcome, at: EpochMs): DeliveryState {
  const { dueAt: _over, ...rest } = delivery;
  const log = [...delivery.log, { attempt: delivery.attempt, at, ...outcome }];
  return { ...rest, log: log.slice(-MOST_SHOWN) };
}

/**
 * Notes what became of an attempt.
 * @returns nothing where another attempt is under way, or none: the report came late, or twice
 */
export function recordOutcome(
  delivery: DeliveryState,
  attempt: number,
  outcome: Outcome,
  at: EpochMs,
): DeliveryDecision | undefined {
  if (delivery.status !== "under-way" || delivery.attempt !== attempt) return undefined;
  const next = logged(delivery, outcome, at);
  const { failure, httpStatus } = outcome;
  if (failure === undefined)
    return {
      delivery: { ...next, status: "delivered" },
      event: AlertDeliveryMade.make(namesOf(delivery)),
    };
  const after = FINAL.includes(failure) ? undefined : RETRY_AFTER_MS[delivery.tries - 1];
  const told = { ...namesOf(delivery), failure, httpStatus };
  if (after === undefined)
    return { delivery: { ...next, status: "failed" }, event: AlertDeliveryFailed.make(told) };
  const dueAt = at + after;
  return {
    delivery: { ...next, status: "waiting", dueAt },
    event: AlertDeliveryFailed.make({ ...told, retryAt: toRfc3339(dueAt) }),
  };
}

/**
 * The time has come for the next attempt, or to give up one of which nothing was heard.
 * @returns nothing where no time runs, or it has not come
 */
export function actOnTime(delivery: DeliveryState, at: EpochMs): DeliveryDecision | undefined {
  const { status, dueAt, attempt, tries } = delivery;
  if (dueAt === undefined || at < dueAt) return undefined;
  if (status === "under-way")
    return recordOutcome(delivery, attempt, { failure: "unreported" }, at);
  invariant(status === "waiting", `${delivery.deliveryId} is ${status}, and a time runs`);
  return begun({ ...delivery, attempt: attempt + 1, tries: tries + 1 }, at);
}

/** A person has it sent again under its own id, so that a receiver that has it already can tell. */
export function replay(
  delivery: DeliveryState,
  at: EpochMs,
): Result<DeliveryDecision, SubscriptionRefusal> {
  const { deliveryId, status, way, attempt } = delivery;
  if (way === "inbox") return refuseSubscription("delivery.lies-in-inbox", { deliveryId });
  if (status === "under-way" || status === "waiting")
    return refuseSubscription("delivery.under-way", { deliveryId });
  return ok(begun({ ...delivery, attempt: attempt + 1, tries: 1 }, at));
}
