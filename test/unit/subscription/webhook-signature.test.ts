import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newWebhookSecret, signedHeaders } from "../../../adapters/webhooks/webhook-signature.ts";

const NOW = Date.parse("2026-03-02T09:00:00.700+08:00");

describe("the signature of a webhook's message", () => {
  it("is the one that the published example of Standard Webhooks has", () => {
    const headers = signedHeaders(
      "msg_p5jXN8AQM9LWM0D4loKWxJek",
      '{"test": 2432232314}',
      ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
      1_614_265_330_000,
    );
    expect(headers["webhook-signature"]).toBe("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
  });

  it("covers id, time in seconds and body, once by each live secret", () => {
    const secrets = [newWebhookSecret(), newWebhookSecret()];
    const headers = signedHeaders("dlv_1", "{}", secrets, NOW);
    const by = (secret: string) =>
      createHmac("sha256", Buffer.from(secret.replace("whsec_", ""), "base64"))
        .update(`dlv_1.1772413200.{}`)
        .digest("base64");
    expect(headers).toEqual({
      "content-type": "application/json",
      "webhook-id": "dlv_1",
      "webhook-timestamp": "1772413200",
      "webhook-signature": secrets.map((secret) => `v1,${by(secret)}`).join(" "),
    });
  });

  it("rests on 256 random bits", () => {
    const secret = newWebhookSecret((count) => new Uint8Array(count).fill(7));
    expect(Buffer.from(secret.replace("whsec_", ""), "base64")).toEqual(Buffer.alloc(32, 7));
    expect(newWebhookSecret()).not.toBe(newWebhookSecret());
  });
});
