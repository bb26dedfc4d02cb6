import { beforeEach, describe, expect, it } from "vitest";
import { type Watch, aWatch, WEBHOOK } from "../../support/subscriptions.ts";

let watch: Watch;
let path: { readonly subscriptionId: string };
beforeEach(async () => {
  watch = await aWatch();
  path = { subscriptionId: await watch.subscribe(watch.county, WEBHOOK) };
});

const test = () => watch.ask("testSubscription", watch.county, { path });
const end = () => watch.ask("endSubscription", watch.county, { path });
const everything = () => JSON.stringify(watch.kit.table.all());

describe("a subscription that was ended", () => {
  it("is replayed no more, and keeps its log, page by page", async () => {
    for (let count = 0; count < 3; count += 1) {
      await test();
      await watch.attempt();
      watch.kit.advance(60_000);
    }
    const [delivery] = await watch.deliveries();
    await end();
    const before = everything();
    const replayed = await watch.ask("replayDelivery", watch.county, {
      path: { deliveryId: String(delivery?.deliveryId) },
    });
    expect([replayed.status, replayed.body.code]).toEqual([409, "subscription.ended"]);
    expect(everything()).toBe(before);
    const page = async (query: Record<string, string>) =>
      (await watch.ask("listDeliveries", watch.county, { path, query })).body;
    const first = await page({ limit: "2" });
    const second = await page({ limit: "2", cursor: first.nextCursor });
    expect([first.deliveries.length, second.deliveries.length]).toEqual([2, 1]);
    expect(second.nextCursor).toBeUndefined();
  });

  it("leaves neither address nor secret behind, and what is under way fails for good", async () => {
    await test();
    const sealed = () => watch.kit.table.all().filter(({ pk }) => pk.startsWith("PII#"));
    expect(sealed()).toHaveLength(1);
    await end();
    expect(sealed()).toEqual([]);
    watch.webhooks.posted.splice(0);
    await watch.attempt();
    expect(watch.webhooks.posted).toEqual([]);
    expect(await watch.only()).toMatchObject({
      status: "failed",
      log: [{ failure: "subscription-ended" }],
    });
    await watch.minute(24 * 3_600_000);
    expect(await watch.only()).toMatchObject({ status: "failed", attempt: 1 });
  });

  it("is ended once, however many officers end it at once", async () => {
    const answers = await Promise.all([end(), end(), end()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409, 409]);
    const count = watch.kit.table.all().find(({ type }) => type === "subscription-count");
    expect(count?.["live"]).toBe(0);
  });
});

describe("a test of a subscription", () => {
  it("goes out once a minute at most, also where several ask at once", async () => {
    const answers = await Promise.all([test(), test(), test()]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 409, 409]);
    watch.kit.advance(59_999);
    const before = everything();
    const early = await test();
    expect([early.status, early.body.code]).toEqual([409, "subscription.tested-just-now"]);
    expect(early.body.detail).toContain("2026-03-02T09:01:00.000+08:00");
    expect(everything()).toBe(before);
    watch.kit.advance(1);
    expect((await test()).status).toBe(202);
    expect(await watch.deliveries()).toHaveLength(2);
  });
});
