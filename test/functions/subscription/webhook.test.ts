import { beforeEach, describe, expect, it } from "vitest";
import { RETRY_AFTER_MS } from "../../../domain/subscription/delivery.ts";
import { entriesIn } from "../../support/events.ts";
import { type Watch, aWatch, WEBHOOK } from "../../support/subscriptions.ts";

let watch: Watch;
beforeEach(async () => {
  watch = await aWatch();
});

describe("a webhook", () => {
  beforeEach(async () => {
    await watch.subscribe(watch.county, WEBHOOK);
    watch.webhooks.posted.splice(0);
    await watch.raise("red");
    await watch.notifyAll();
  });

  it("is sent ids, codes and instants, signed under the delivery's id", async () => {
    await watch.attempt();
    const { deliveryId, status, log } = await watch.only();
    expect([status, log]).toEqual(["delivered", [expect.objectContaining({ httpStatus: 204 })]]);
    const [posted] = watch.webhooks.posted;
    expect(posted?.headers["webhook-id"]).toBe(deliveryId);
    expect(JSON.parse(posted?.body ?? "")).toEqual({
      id: deliveryId,
      type: "alert-raised",
      change: "raised",
      alertId: expect.stringMatching(/^alr_/),
      institutionId: expect.stringMatching(/^ins_/),
      indicatorId: "overdue-refunds",
      level: "red",
      countyUnitId: "unt_411102",
      cityUnitId: "unt_411100",
      provinceUnitId: "unt_410000",
      at: "2026-03-02T09:00:00.000+08:00",
    });
  });

  it("is tried again after 1, 5 and 30 minutes, 2 and 6 hours, and then waits for a person", async () => {
    watch.webhooks.answer = { status: 503 };
    for (const after of RETRY_AFTER_MS) {
      await watch.attempt();
      expect(await watch.only()).toMatchObject({
        status: "waiting",
        dueAt: watch.kit.now() + after,
      });
      await watch.minute(after - 60_000);
      expect((await watch.only()).status).toBe("waiting");
      await watch.minute(60_000);
      expect((await watch.only()).status).toBe("under-way");
    }
    await watch.attempt();
    expect(await watch.only()).toMatchObject({ status: "failed", attempt: 6, tries: 6 });
    await watch.minute(24 * 3_600_000);
    expect(await watch.only()).toMatchObject({ status: "failed", attempt: 6 });
    expect(watch.webhooks.posted).toHaveLength(6);
  });

  it("that redirects is not tried again", async () => {
    watch.webhooks.answer = { status: 302 };
    await watch.attempt();
    expect(await watch.only()).toMatchObject({
      status: "failed",
      log: [{ attempt: 1, failure: "redirected", httpStatus: 302 }],
    });
  });

  it("whose name leads into a private network by now is not tried again", async () => {
    watch.webhooks.answer = { failure: "private-address", detail: "169.254.169.254" };
    await watch.attempt();
    expect(await watch.only()).toMatchObject({ status: "failed" });
  });

  it("is tried again when nobody has said what became of an attempt", async () => {
    await watch.sendAll();
    await watch.postAll();
    watch.reports.splice(0);
    await watch.minute(15 * 60_000);
    expect(await watch.only()).toMatchObject({
      status: "waiting",
      log: [{ failure: "unreported" }],
    });
    await watch.minute(60_000);
    await watch.attempt();
    expect(await watch.only()).toMatchObject({ status: "delivered", attempt: 2 });
  });

  it("counts each report once, and none that comes late", async () => {
    const { deliveryId } = await watch.only();
    await watch.record({ deliveryId, attempt: 1, failure: "timed-out" });
    const after = await watch.only();
    for (const late of [
      { deliveryId, attempt: 1, failure: "timed-out" },
      { deliveryId, attempt: 1, httpStatus: 200 },
      { deliveryId, attempt: 7, httpStatus: 200 },
    ])
      expect(await watch.record(late)).toEqual({ batchItemFailures: [] });
    expect(await watch.only()).toEqual(after);
  });

  it("of a subscription that was ended is not called any more", async () => {
    const { subscriptionId } = await watch.only();
    await watch.ask("endSubscription", watch.county, { path: { subscriptionId } });
    await watch.attempt();
    expect(watch.webhooks.posted).toEqual([]);
    expect(await watch.only()).toMatchObject({
      status: "failed",
      log: [{ failure: "subscription-ended" }],
    });
  });

  it("leaves neither secret nor address in the journal", async () => {
    watch.webhooks.answer = { status: 503 };
    await watch.attempt();
    const journal = JSON.stringify(entriesIn(watch.kit.table));
    for (const canary of ["alerts.example.org", "whsec_"]) expect(journal).not.toContain(canary);
  });
});
