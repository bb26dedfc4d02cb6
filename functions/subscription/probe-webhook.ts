import { signedHeaders } from "../../adapters/webhooks/webhook-signature.ts";
import { readWebhookUrl } from "../../domain/subscription/webhook-url.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import type { WebhookKit } from "../kit/webhook-deps.ts";

const REDIRECTS = { from: 300, to: 399 };
const BODY = JSON.stringify({ type: "probe" });

/**
 * Knocks once at a webhook that somebody wants to subscribe, before anything is written. Any answer will do
 * but a redirect: the receiver cannot check the signature yet, and may say no.
 */
export const webhookProbe =
  ({ webhooks, webhookTestHosts, now, newUlid }: WebhookKit) =>
  async (url: string, secret: string): Promise<void> => {
    const { host } = orThrow(readWebhookUrl(url, webhookTestHosts));
    const headers = signedHeaders(`probe_${newUlid()}`, BODY, [secret], now());
    const outcome = await webhooks.post({ url, headers, body: BODY });
    if ("status" in outcome) {
      const { status } = outcome;
      if (status >= REDIRECTS.from && status <= REDIRECTS.to)
        throw new Refused("subscription.url-redirects", { host, status });
      return;
    }
    switch (outcome.failure) {
      case "private-address":
        throw new Refused("subscription.private-address", { host, address: outcome.detail });
      case "unresolved":
        throw new Refused("subscription.host-unresolved", { host });
      case "unreachable":
      case "timed-out":
        throw new Refused("subscription.host-unreachable", { host, problem: outcome.detail });
    }
  };
