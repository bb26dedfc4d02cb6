import { createHmac, randomBytes } from "node:crypto";
import type { EpochMs } from "../../domain/shared/time.ts";

/**
 * What is sent to webhooks is signed as `Standard Webhooks` (standardwebhooks.com) describes it, for which
 * receivers find libraries in many languages: HMAC-SHA256 over id, time and body, by a secret that platform
 * and receiver share. `docs/webhooks.md` shows how a receiver checks it.
 */
const SECRET_PREFIX = "whsec_";
const SECRET_BYTES = 32;

export const newWebhookSecret = (random: (count: number) => Uint8Array = randomBytes): string =>
  SECRET_PREFIX + Buffer.from(random(SECRET_BYTES)).toString("base64");

/**
 * The headers of a signed message.
 * @param secrets the present one, and while the receiver changes over the former one
 */
export function signedHeaders(
  id: string,
  body: string,
  secrets: readonly string[],
  now: EpochMs,
): Readonly<Record<string, string>> {
  const timestamp = String(Math.floor(now / 1000));
  const sign = (secret: string): string =>
    createHmac("sha256", Buffer.from(secret.slice(SECRET_PREFIX.length), "base64"))
      .update(`${id}.${timestamp}.${body}`)
      .digest("base64");
  return {
    "content-type": "application/json",
    "webhook-id": id,
    "webhook-timestamp": timestamp,
    "webhook-signature": secrets.map((secret) => `v1,${sign(secret)}`).join(" "),
  };
}
