import type { EventBridgeEvent } from "aws-lambda";
import { SQSClient } from "@aws-sdk/client-sqs";
import { sqsWorkQueue } from "../../adapters/queue/work-queue.ts";
import { IndicatorTrialAdvanced, IndicatorTrialStarted } from "../../events/indicator.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { eventLambda } from "../kit/event.ts";
import { queueTrial } from "./queue-trial.ts";
import { queueTrial as contract } from "./task-contracts.ts";

const queue = sqsWorkQueue(new SQSClient({}), environment().WORK_QUEUE_URL);
const kit = { ...kitFromEnv(), queue };
const events = [IndicatorTrialStarted, IndicatorTrialAdvanced] as const;

export const handler: (event: EventBridgeEvent<string, unknown>) => Promise<void> = eventLambda(
  contract,
  events,
  queueTrial,
  kit,
);
