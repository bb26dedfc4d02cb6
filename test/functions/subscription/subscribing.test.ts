import { beforeEach, describe, expect, it } from "vitest";
import { entriesIn } from "../../support/events.ts";
import { type Watch, aWatch, WEBHOOK } from "../../support/subscriptions.ts";

let watch: Watch;
beforeEach(async () => {
  watch = await aWatch();
});

const filter = { leastLevel: "yellow" };
const subscribe = (body: object, as = watch.county) =>
  watch.ask("subscribeAlerts", as, { body: { filter, ...body } });
const nothingWritten = () =>
  watch.kit.table.all().filter(({ pk }) => /^(SUB|PII|DLV|DKEY)#/.test(pk)).length === 0;

describe("subscribing to alerts", () => {
  it("by webhook answers with a secret, and shows the host alone from then on", async () => {
    const { status, body } = await subscribe(WEBHOOK);
    expect(status).toBe(201);
    expect(body.secret).toMatch(/^whsec_/);
    expect(body.subscription).toMatchObject({
      unitId: "unt_411102",
      department: "education",
      way: "webhook",
      pace: "at-once",
      host: "alerts.example.org",
      filter: { leastLevel: "yellow", indicators: [], units: [] },
    });
    const listed = await watch.ask("listSubscriptions", watch.county);
    expect(listed.body.subscriptions).toEqual([body.subscription]);
    const kept = JSON.stringify(watch.kit.table.all());
    for (const secret of [body.secret, "alerts.example.org/in"]) expect(kept).not.toContain(secret);
  });

  it("knocks once at the webhook first, signed, and takes any answer but a redirect", async () => {
    for (const status of [204, 401, 500]) {
      watch.webhooks.answer = { status };
      expect((await subscribe(WEBHOOK)).status).toBe(201);
    }
    expect(watch.webhooks.posted).toHaveLength(3);
    expect(watch.webhooks.posted[0]).toMatchObject({
      url: WEBHOOK.to.url,
      body: '{"type":"probe"}',
      headers: { "webhook-signature": expect.stringMatching(/^v1,/) },
    });
  });

  it.each([
    ["redirects", { status: 302 }, "subscription.url-redirects"],
    [
      "leads into a private network",
      { failure: "private-address", detail: "10.0.0.7" },
      "subscription.private-address",
    ],
    [
      "leads nowhere",
      { failure: "unresolved", detail: "enotfound" },
      "subscription.host-unresolved",
    ],
    [
      "does not answer",
      { failure: "timed-out", detail: "timeout" },
      "subscription.host-unreachable",
    ],
    [
      "refuses the connection",
      { failure: "unreachable", detail: "econnrefused" },
      "subscription.host-unreachable",
    ],
  ] as const)(
    "is refused for a webhook that %s, and writes nothing",
    async (_name, answer, code) => {
      watch.webhooks.answer = answer;
      const refused = await subscribe(WEBHOOK);
      expect([refused.status, refused.body.code]).toEqual([422, code]);
      expect(nothingWritten()).toBe(true);
    },
  );

  it("is refused for an address that is none, without asking it", async () => {
    for (const url of ["http://alerts.example.org/", "https://10.0.0.1/", "https://[::1]/in"]) {
      const refused = await subscribe({ to: { way: "webhook", url } });
      expect([refused.status, refused.body.code]).toEqual([422, "subscription.url-not-allowed"]);
    }
    expect(watch.webhooks.posted).toEqual([]);
    expect(nothingWritten()).toBe(true);
  });

  it("is for units below one's own, and for a unit in which one serves", async () => {
    const beside = { filter: { ...filter, units: ["unt_411103"] }, to: { way: "inbox" } };
    expect((await subscribe(beside)).body.code).toBe("subscription.unit-not-below");
    expect((await subscribe(beside, watch.city)).status).toBe(201);
    const above = { unitId: "unt_411100", to: { way: "inbox" } };
    expect((await subscribe(above)).status).toBe(403);
    expect((await subscribe(above, watch.city)).status).toBe(201);
  });

  it("keeps email and telephone sealed, and takes mobile numbers only", async () => {
    const email = "canary.desk@example.org";
    expect((await subscribe({ to: { way: "email", email } })).body.secret).toBeUndefined();
    expect((await subscribe({ to: { way: "sms", phone: "+86 139-1234-5678" } })).status).toBe(201);
    const landline = await subscribe({ to: { way: "sms", phone: "0395-1234567890" } });
    expect(landline.body.code).toBe("subscription.phone-invalid");
    const kept = JSON.stringify(watch.kit.table.all());
    for (const address of [email, "13912345678"]) expect(kept).not.toContain(address);
  });

  it("ends at fifty a unit, and goes on when one is ended", async () => {
    const inbox = { to: { way: "inbox" } };
    let last = "";
    for (let count = 0; count < 50; count += 1)
      last = (await subscribe(inbox)).body.subscription.subscriptionId;
    const refused = await subscribe(inbox);
    expect([refused.status, refused.body.code]).toEqual([409, "subscription.too-many"]);
    expect((await subscribe(WEBHOOK)).status).toBe(409);
    expect(watch.webhooks.posted).toEqual([]);
    await watch.ask("endSubscription", watch.county, { path: { subscriptionId: last } });
    expect((await subscribe(inbox)).status).toBe(201);
  });

  it("ends at fifty a unit also where many subscribe at once", async () => {
    const answers = await Promise.all(
      Array.from({ length: 60 }, () => subscribe({ to: { way: "inbox" } })),
    );
    const taken = answers.filter(({ status }) => status === 201);
    expect(taken).toHaveLength(50);
    const others = answers.filter(({ status }) => status !== 201);
    expect(new Set(others.map(({ body }) => body.code))).toEqual(
      new Set(["subscription.too-many"]),
    );
    const listed = await watch.ask("listSubscriptions", watch.county);
    expect(listed.body.subscriptions).toHaveLength(50);
  });
});

describe("a subscription", () => {
  it("of another office looks as if it did not exist", async () => {
    const subscriptionId = await watch.subscribe(watch.county, WEBHOOK);
    const operations = [
      "endSubscription",
      "rotateSubscriptionSecret",
      "testSubscription",
      "listDeliveries",
    ];
    for (const stranger of [watch.culture, watch.city, watch.elsewhere])
      for (const operation of operations)
        expect((await watch.ask(operation, stranger, { path: { subscriptionId } })).status).toBe(
          404,
        );
    expect((await watch.ask("listSubscriptions", watch.culture)).body.subscriptions).toEqual([]);
  });

  it("once ended is tested, rotated and ended no more", async () => {
    const subscriptionId = await watch.subscribe(watch.county, WEBHOOK);
    const end = () => watch.ask("endSubscription", watch.county, { path: { subscriptionId } });
    expect((await end()).body).toMatchObject({ subscriptionId, endedAt: expect.any(String) });
    const before = entriesIn(watch.kit.table).length;
    for (const operation of ["endSubscription", "rotateSubscriptionSecret", "testSubscription"]) {
      const refused = await watch.ask(operation, watch.county, { path: { subscriptionId } });
      expect([refused.status, refused.body.code]).toEqual([409, "subscription.ended"]);
    }
    expect(entriesIn(watch.kit.table)).toHaveLength(before);
  });

  it("has a secret to rotate only where it goes to a webhook", async () => {
    const subscriptionId = await watch.subscribe(watch.county, { to: { way: "inbox" } });
    const refused = await watch.ask("rotateSubscriptionSecret", watch.county, {
      path: { subscriptionId },
    });
    expect([refused.status, refused.body.code]).toEqual([409, "subscription.no-secret"]);
  });
});
