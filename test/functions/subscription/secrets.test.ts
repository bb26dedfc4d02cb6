import { createHmac } from "node:crypto";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { DAY_MS } from "../../../domain/shared/time.ts";
import { rotateSubscriptionSecret } from "../../../functions/subscription/contracts.ts";
import { type Watch, aWatch, WEBHOOK } from "../../support/subscriptions.ts";

let watch: Watch;
let path: { readonly subscriptionId: string };
/** Every secret that was shown, the first one first. */
let secrets: string[];
beforeEach(async () => {
  watch = await aWatch();
  const body = { ...WEBHOOK, filter: { leastLevel: "yellow" } };
  const made = (await watch.ask("subscribeAlerts", watch.county, { body })).body;
  path = { subscriptionId: made.subscription.subscriptionId };
  secrets = [made.secret];
});

const rotate = async () => {
  const { body } = await watch.ask("rotateSubscriptionSecret", watch.county, { path });
  secrets.push(body.secret);
  return body.subscription;
};

/** Which of the secrets a message that is sent now is signed by, as a receiver finds out. */
async function signingNow(): Promise<readonly number[]> {
  watch.kit.advance(60_000);
  await watch.ask("testSubscription", watch.county, { path });
  await watch.sendAll();
  await watch.postAll();
  return signersOfLast();
}

function signersOfLast(): readonly number[] {
  const posted = watch.webhooks.posted.at(-1);
  if (posted === undefined) throw new Error("nothing was posted");
  const { headers, body } = posted;
  const told = [headers["webhook-id"], headers["webhook-timestamp"], body].join(".");
  const signatures = String(headers["webhook-signature"]).split(" ");
  return secrets.flatMap((secret, index) => {
    const key = Buffer.from(secret.replace("whsec_", ""), "base64");
    const signature = createHmac("sha256", key).update(told).digest("base64");
    return signatures.includes(`v1,${signature}`) ? [index] : [];
  });
}

describe("the secret of a webhook", () => {
  it("that is new signs at once, and for a day the former one beside it", async () => {
    const { formerSecretUntil } = await rotate();
    expect(Date.parse(formerSecretUntil)).toBe(watch.kit.now() + DAY_MS);
    expect(await signingNow()).toEqual([0, 1]);
    watch.kit.advance(DAY_MS - 60_001);
    expect(await signingNow()).toEqual([1]);
  });

  it("that was rotated twice within a day, because an answer was lost, leaves no receiver behind", async () => {
    await rotate();
    await rotate();
    expect(await signingNow()).toEqual([0, 1, 2]);
    await rotate();
    expect(await signingNow()).toEqual([1, 2, 3]);
    watch.kit.advance(DAY_MS);
    expect(await signingNow()).toEqual([3]);
    await rotate();
    expect(await signingNow()).toEqual([3, 4]);
  });

  it("that is rotated while a message is signed leaves one that its receiver knows", async () => {
    watch.kit.advance(60_000);
    await watch.ask("testSubscription", watch.county, { path });
    const { table } = watch.kit;
    const read = table.getMany.bind(table);
    vi.spyOn(table, "getMany").mockImplementationOnce(async (sealed) => {
      await rotate();
      return read(sealed);
    });
    await watch.sendAll();
    await watch.postAll();
    expect(secrets).toHaveLength(2);
    expect(signersOfLast()).toContain(0);
  });

  it("is shown once: neither a list nor another answer has it", async () => {
    await rotate();
    const listed = await watch.ask("listSubscriptions", watch.county);
    const deliveries = await watch.ask("listDeliveries", watch.county, { path });
    const shown = JSON.stringify([listed.body, deliveries.body]);
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
    expect(rotateSubscriptionSecret.answersSecret).toBe(true);
  });
});
