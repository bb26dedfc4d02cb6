import { beforeEach, describe, expect, it } from "vitest";
import { type Watch, aWatch, WEBHOOK } from "../../support/subscriptions.ts";

let watch: Watch;
beforeEach(async () => {
  watch = await aWatch();
});

const INBOX = { to: { way: "inbox" } };
const EMAIL = "canary.desk@example.org";

describe("a change of an alert", () => {
  it("lies in the inbox of each unit that watches it, once however often its event comes", async () => {
    for (const officer of [watch.county, watch.culture, watch.city, watch.province])
      await watch.subscribe(officer, INBOX);
    await watch.raise("yellow");
    await watch.notifyAll(3);
    for (const [unitId, count] of [
      ["unt_411102", 2],
      ["unt_411100", 1],
      ["unt_410000", 1],
    ] as const)
      expect(watch.inboxOf(unitId)).toHaveLength(count);
    const deliveries = await watch.deliveries();
    expect(deliveries.map(({ status }) => status)).toEqual(Array(4).fill("delivered"));
  });

  it("is not told to those beside, incompetent, asking for worse, for other indicators or places", async () => {
    await watch.subscribe(watch.elsewhere, INBOX);
    await watch.subscribe(watch.sports, INBOX);
    await watch.subscribe(watch.county, { ...INBOX, filter: { leastLevel: "red" } });
    const others = { leastLevel: "yellow", indicators: ["custody-cover"] };
    await watch.subscribe(watch.county, { ...INBOX, filter: others });
    const beside = { leastLevel: "yellow", units: ["unt_411103"] };
    await watch.subscribe(watch.city, { ...INBOX, filter: beside });
    await watch.raise("yellow");
    await watch.notifyAll();
    expect(await watch.deliveries()).toEqual([]);
  });

  it("tells those who watch red ones when it turns red, is less severe, goes up, and is over", async () => {
    await watch.subscribe(watch.province, { ...INBOX, filter: { leastLevel: "red" } });
    const raised = await watch.raise("yellow");
    const red = await watch.follow(raised, "red");
    await watch.notifyAll();
    watch.kit.advance(30 * 24 * 3_600_000);
    const up = await watch.escalate(red);
    const yellow = await watch.follow(up, "yellow");
    await watch.follow(yellow, "none");
    await watch.notifyAll();
    const told = (await watch.deliveries()).map(({ content }) => content);
    expect(told).toHaveLength(3);
    expect(told).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ change: "raised-higher", level: "red" }),
        expect.objectContaining({ change: "escalated", level: "red" }),
        expect.objectContaining({ change: "lowered", level: "yellow" }),
      ]),
    );
  });

  it("goes out by email and SMS in the language asked for, once for all tries of an attempt", async () => {
    await watch.subscribe(watch.county, { to: { way: "email", email: EMAIL }, language: "en" });
    await watch.subscribe(watch.county, { to: { way: "sms", phone: "13912345678" } });
    await watch.raise("red");
    await watch.notifyAll();
    for (let time = 0; time < 3; time += 1) await watch.sendAll();
    const sent = [...watch.gateway.sent.values()];
    expect(sent.map(({ channel, to, language }) => [channel, to, language]).toSorted()).toEqual([
      ["email", EMAIL, "en"],
      ["sms", "13912345678", "zh-CN"],
    ]);
    expect(watch.gateway.state.asked).toBe(2);
    expect((await watch.deliveries()).map(({ status }) => status)).toEqual([
      "delivered",
      "delivered",
    ]);
  });

  it("is published for agencies with what they filter by", async () => {
    const { alertId } = await watch.raise("red");
    await watch.publishAll();
    expect(watch.published).toEqual([
      {
        message: expect.objectContaining({ type: "alert-raised", alertId, level: "red" }),
        attributes: {
          level: "red",
          indicator: "overdue-refunds",
          province: "unt_410000",
          city: "unt_411100",
          county: "unt_411102",
          event: `${alertId}.1`,
        },
      },
    ]);
  });

  it("is published with the worse level where that changes, to those who listen for red alone", async () => {
    const raised = await watch.raise("yellow");
    const red = await watch.follow(raised, "red");
    watch.kit.advance(30 * 24 * 3_600_000);
    const up = await watch.escalate(red);
    await watch.follow(await watch.follow(up, "yellow"), "none");
    await watch.publishAll();
    expect(watch.published).toMatchObject(
      [
        ["alert-raised", "yellow", "yellow"],
        ["alert-raised-higher", "red", "red"],
        ["alert-escalated", "red", "red"],
        ["alert-lowered", "yellow", "red"],
        ["alert-cleared", "yellow", "yellow"],
      ].map(([type, level, worse]) => ({
        message: { type, level },
        attributes: {
          ...{ level: worse, indicator: "overdue-refunds", county: "unt_411102" },
          ...{ province: "unt_410000", city: "unt_411100" },
        },
      })),
    );
  });
});

describe("a delivery", () => {
  const replay = (deliveryId: string) =>
    watch.ask("replayDelivery", watch.county, { path: { deliveryId } });

  it("is replayed under its own id, with tries of its own", async () => {
    await watch.subscribe(watch.county, WEBHOOK);
    watch.webhooks.posted.splice(0);
    await watch.raise("red");
    await watch.notifyAll();
    const busy = await replay((await watch.only()).deliveryId);
    expect([busy.status, busy.body.code]).toEqual([409, "delivery.under-way"]);
    watch.webhooks.answer = { status: 302 };
    await watch.attempt();
    const { deliveryId } = await watch.only();
    expect((await replay(deliveryId)).body).toMatchObject({ status: "under-way", attempts: 2 });
    watch.webhooks.answer = { status: 200 };
    await watch.attempt();
    expect(await watch.only()).toMatchObject({ status: "delivered", attempt: 2, tries: 1 });
    const ids = watch.webhooks.posted.map(({ headers }) => headers["webhook-id"]);
    expect(ids).toEqual([deliveryId, deliveryId]);
  });

  it("by email goes out again when a person replays it", async () => {
    await watch.subscribe(watch.county, { to: { way: "email", email: EMAIL } });
    await watch.raise("red");
    await watch.notifyAll();
    await watch.sendAll();
    const { deliveryId } = await watch.only();
    await replay(deliveryId);
    await watch.sendAll();
    expect(watch.gateway.sent.size).toBe(2);
  });

  it("waits while the gateway is down, and ends where it says no", async () => {
    await watch.subscribe(watch.county, { to: { way: "email", email: EMAIL } });
    await watch.raise("red");
    await watch.notifyAll();
    watch.gateway.state.mode = "down";
    await watch.sendAll();
    expect(await watch.only()).toMatchObject({ status: "waiting" });
    await watch.minute(60_000);
    watch.gateway.state.mode = "refuses";
    await watch.sendAll();
    expect(await watch.only()).toMatchObject({ status: "failed", attempt: 2 });
  });

  it("in an inbox lies there, and is neither sent nor replayed", async () => {
    await watch.subscribe(watch.county, INBOX);
    await watch.raise("red");
    await watch.notifyAll();
    const refused = await replay((await watch.only()).deliveryId);
    expect([refused.status, refused.body.code]).toEqual([409, "delivery.lies-in-inbox"]);
  });

  it("is listed with its log, the newest first, page by page", async () => {
    const subscriptionId = await watch.subscribe(watch.county, INBOX);
    for (let count = 0; count < 3; count += 1) {
      watch.kit.advance(60_000);
      await watch.ask("testSubscription", watch.county, { path: { subscriptionId } });
    }
    const page = (query: Record<string, string>) =>
      watch.ask("listDeliveries", watch.county, { path: { subscriptionId }, query });
    const first = (await page({ limit: "2" })).body;
    const second = (await page({ limit: "2", cursor: first.nextCursor })).body;
    expect(second.nextCursor).toBeUndefined();
    const times = [...first.deliveries, ...second.deliveries].map(({ orderedAt }) => orderedAt);
    expect(times).toEqual(times.toSorted().toReversed());
    expect(times).toHaveLength(3);
    expect(first.deliveries[0]).toMatchObject({ type: "test", status: "delivered", attempts: 1 });
  });
});
