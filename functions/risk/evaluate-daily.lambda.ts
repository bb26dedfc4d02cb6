import { SQSClient } from "@aws-sdk/client-sqs";
import { sqsWorkQueue } from "../../adapters/queue/work-queue.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { scheduleLambda } from "../kit/queue.ts";
import { evaluateDaily as contract } from "./contracts.ts";
import { evaluateDaily } from "./evaluate-daily.ts";

const queue = sqsWorkQueue(new SQSClient({}), environment().WORK_QUEUE_URL);

export const handler = scheduleLambda(contract, evaluateDaily, { ...kitFromEnv(), queue });
