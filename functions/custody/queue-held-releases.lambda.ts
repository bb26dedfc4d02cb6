import { SQSClient } from "@aws-sdk/client-sqs";
import { sqsWorkQueue } from "../../adapters/queue/work-queue.ts";
import { FreezeLifted } from "../../events/institution.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { eventLambda } from "../kit/event.ts";
import { queueHeldReleases as contract } from "./freeze-contracts.ts";
import { queueHeldReleases } from "./queue-held-releases.ts";

const queue = sqsWorkQueue(new SQSClient({}), environment().WORK_QUEUE_URL);
const kit = { ...kitFromEnv(), queue };

export const handler = eventLambda(contract, FreezeLifted, queueHeldReleases, kit);
