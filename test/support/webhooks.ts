import type {
  WebhookMessage,
  WebhookOutcome,
  WebhookPoster,
} from "../../adapters/webhooks/webhook-port.ts";

/** Receivers in memory: each takes what it is sent, unless it was told to answer otherwise. */
export function fakeWebhooks(): WebhookPoster & {
  readonly posted: WebhookMessage[];
  answer: WebhookOutcome;
} {
  const posted: WebhookMessage[] = [];
  return {
    posted,
    answer: { status: 204 },
    post(message) {
      posted.push(message);
      return Promise.resolve(this.answer);
    },
  };
}
