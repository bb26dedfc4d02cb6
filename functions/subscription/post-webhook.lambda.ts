import { SQSClient } from "@aws-sdk/client-sqs";
import { sqsWorkQueue } from "../../adapters/queue/work-queue.ts";
import { tablelessKit } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { queueLambda } from "../kit/queue.ts";
import { withWebhooks } from "../kit/webhook-deps.ts";
import { postWebhook } from "./post-webhook.ts";
import { postWebhook as contract } from "./task-contracts.ts";
import { WebhookPost } from "./webhook-post.ts";

const queue = sqsWorkQueue(new SQSClient({}), environment().WORK_QUEUE_URL);
const kit = { ...withWebhooks(tablelessKit()), queue };

export const handler = queueLambda(contract, WebhookPost, postWebhook, kit);
