import { describe, expect, it } from "vitest";
import {
  actOnTime,
  type DeliveryState,
  orderDelivery,
  recordOutcome,
  replay,
  REPORT_WITHIN_MS,
  RETRY_AFTER_MS,
} from "../../../domain/subscription/delivery.ts";
import { DeliveryFailure } from "../../../domain/shared/subscription-codes.ts";
import { DeliveryId, SubscriptionId, UnitId } from "../../../domain/shared/ids.ts";

const NOW = Date.parse("2026-03-02T09:00:00+08:00");
const to = {
  deliveryId: DeliveryId.parse(`dlv_${"0".repeat(26)}`),
  subscriptionId: SubscriptionId.parse(`sub_${"0".repeat(26)}`),
  unitId: UnitId.parse("unt_411102"),
  content: { kind: "test", at: NOW },
} as const;
const ordered = (): DeliveryState => orderDelivery({ ...to, way: "webhook" }, NOW).delivery;

function after(delivery: DeliveryState | undefined): DeliveryState {
  if (delivery === undefined) throw new Error("something was to happen");
  return delivery;
}
const failed = (delivery: DeliveryState, failure: DeliveryFailure, at = NOW): DeliveryState =>
  after(recordOutcome(delivery, delivery.attempt, { failure }, at)?.delivery);

describe("a delivery", () => {
  it("is under way from its ordering, and is there at once in an inbox", () => {
    expect(ordered()).toMatchObject({ status: "under-way", dueAt: NOW + REPORT_WITHIN_MS });
    const inInbox = orderDelivery({ ...to, way: "inbox" }, NOW);
    expect(inInbox.delivery).toMatchObject({ status: "delivered", log: [{ attempt: 1, at: NOW }] });
    expect(inInbox.delivery.dueAt).toBeUndefined();
    expect(inInbox.event.name).toBe("alert-delivery-made");
  });

  it.each(DeliveryFailure.options)("that fails as %s waits, or has failed for good", (failure) => {
    const isFinal = [
      "redirected",
      "private-address",
      "gateway-refused",
      "subscription-ended",
    ].includes(failure);
    expect(failed(ordered(), failure).status).toBe(isFinal ? "failed" : "waiting");
  });

  it("shows its newest attempts, whose log never fills the head", () => {
    let delivery = ordered();
    for (let round = 0; round < 20; round += 1) {
      for (const wait of RETRY_AFTER_MS) {
        delivery = failed(delivery, "timed-out");
        delivery = after(actOnTime(delivery, NOW + wait)?.delivery);
      }
      delivery = failed(delivery, "timed-out");
      const again = replay(delivery, NOW);
      if (!again.ok) throw new Error(again.refusal.code);
      delivery = again.value.delivery;
    }
    expect(delivery.attempt).toBe(121);
    expect(delivery.log.map(({ attempt }) => attempt)).toEqual([
      113, 114, 115, 116, 117, 118, 119, 120,
    ]);
    expect(JSON.stringify(delivery).length).toBeLessThan(1024);
  });

  it("does nothing before its time, and nothing once it is over", () => {
    const waiting = failed(ordered(), "bad-status");
    expect(actOnTime(waiting, NOW + RETRY_AFTER_MS[0] - 1)).toBeUndefined();
    const made = after(recordOutcome(ordered(), 1, { httpStatus: 200 }, NOW)?.delivery);
    expect(actOnTime(made, Number.MAX_SAFE_INTEGER)).toBeUndefined();
    expect(recordOutcome(made, 1, { failure: "timed-out" }, NOW)).toBeUndefined();
  });
});
