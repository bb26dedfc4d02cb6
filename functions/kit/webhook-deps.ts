import { createWebhookPoster } from "../../adapters/webhooks/webhook-poster.ts";
import type { WebhookPoster } from "../../adapters/webhooks/webhook-port.ts";
import type { TablelessKit } from "./deps.ts";
import { environment } from "./environment.ts";

/** The kit of a function that posts to addresses which people have named. */
export interface WebhookKit extends TablelessKit {
  readonly webhooks: WebhookPoster;
  /** See `readWebhookUrl`. */
  readonly webhookTestHosts: readonly string[];
}

export function withWebhooks<K extends TablelessKit>(kit: K): K & WebhookKit {
  const testHosts = environment()
    .WEBHOOK_TEST_HOSTS.split(",")
    .filter((host) => host !== "");
  return { ...kit, webhooks: createWebhookPoster({ testHosts }), webhookTestHosts: testHosts };
}
