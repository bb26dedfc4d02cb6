import { SQSClient } from "@aws-sdk/client-sqs";
import type * as z from "zod";
import { sqsWorkQueue } from "../../adapters/queue/work-queue.ts";
import type { EventDefinition } from "../../events/define.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { eventLambda } from "../kit/event.ts";
import { queueHeldReleases as contract } from "./freeze-contracts.ts";
import { queueHeldReleases } from "./queue-held-releases.ts";

const queue = sqsWorkQueue(new SQSClient({}), environment().WORK_QUEUE_URL);
const kit = { ...kitFromEnv(), queue };

const EVENTS: readonly EventDefinition<string, z.ZodObject>[] = contract.trigger.events;

export const handler = eventLambda(contract, EVENTS, queueHeldReleases, kit);
