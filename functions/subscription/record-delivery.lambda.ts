import { kitFromEnv } from "../kit/deps.ts";
import { queueLambda } from "../kit/queue.ts";
import { recordDelivery } from "./record-delivery.ts";
import { recordDelivery as contract } from "./task-contracts.ts";
import { WebhookReport } from "./webhook-post.ts";

export const handler = queueLambda(contract, WebhookReport, recordDelivery, kitFromEnv());
