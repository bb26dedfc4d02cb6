import { SQSClient } from "@aws-sdk/client-sqs";
import { sqsWorkQueue } from "../../adapters/queue/work-queue.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { scheduleLambda } from "../kit/queue.ts";
import { queueLocalPrices as contract } from "./price-contracts.ts";
import { queueLocalPrices } from "./queue-local-prices.ts";

const queue = sqsWorkQueue(new SQSClient({}), environment().WORK_QUEUE_URL);

export const handler = scheduleLambda(contract, queueLocalPrices, { ...kitFromEnv(), queue });
