import type * as z from "zod";
import type { WorkQueue } from "../../adapters/queue/work-queue.ts";
import type { WebhookOutcome } from "../../adapters/webhooks/webhook-port.ts";
import type { Outcome } from "../../domain/subscription/delivery.ts";
import type { MessageTask } from "../kit/queue.ts";
import type { WebhookKit } from "../kit/webhook-deps.ts";
import type { WebhookPost, WebhookReport } from "./webhook-post.ts";

/** Posts once, and reports what became of it; whether it is tried again is for others to decide. */
export const postWebhook =
  ({
    webhooks,
    queue,
  }: WebhookKit & { readonly queue: WorkQueue }): MessageTask<z.output<typeof WebhookPost>> =>
  async ({ deliveryId, attempt, ...message }) => {
    const outcome = outcomeOf(await webhooks.post(message));
    const report: WebhookReport = { deliveryId, attempt, ...outcome };
    await queue.send([report]);
    return outcome.failure ?? "delivered";
  };

function outcomeOf(answer: WebhookOutcome): Outcome {
  if ("failure" in answer) return { failure: answer.failure };
  const { status: httpStatus } = answer;
  if (httpStatus >= 200 && httpStatus < 300) return { httpStatus };
  const isRedirect = httpStatus >= 300 && httpStatus < 400;
  return { failure: isRedirect ? "redirected" : "bad-status", httpStatus };
}
