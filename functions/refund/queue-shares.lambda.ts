import { SQSClient } from "@aws-sdk/client-sqs";
import { sqsWorkQueue } from "../../adapters/queue/work-queue.ts";
import { MassRefundPlanned } from "../../events/mass-refund.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { eventLambda } from "../kit/event.ts";
import { queueShares as contract } from "./mass-refund-contracts.ts";
import { queueShares } from "./queue-shares.ts";

const queue = sqsWorkQueue(new SQSClient({}), environment().WORK_QUEUE_URL);
const kit = { ...kitFromEnv(), queue };

export const handler = eventLambda(contract, MassRefundPlanned, queueShares, kit);
