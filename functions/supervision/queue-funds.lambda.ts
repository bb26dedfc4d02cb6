import { SQSClient } from "@aws-sdk/client-sqs";
import { sqsWorkQueue } from "../../adapters/queue/work-queue.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { scheduleLambda } from "../kit/queue.ts";
import { queueFunds } from "./queue-funds.ts";
import { queueFunds as contract } from "./task-contracts.ts";

const queue = sqsWorkQueue(new SQSClient({}), environment().WORK_QUEUE_URL);

export const handler = scheduleLambda(contract, queueFunds, { ...kitFromEnv(), queue });
