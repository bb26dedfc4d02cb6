import { SQSClient } from "@aws-sdk/client-sqs";
import { sqsWorkQueue } from "../../adapters/queue/work-queue.ts";
import { CalendarCorrected } from "../../events/reference.ts";
import { kitFromEnv } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { eventLambda } from "../kit/event.ts";
import { recountDeadlines as contract } from "./contracts.ts";
import { recountDeadlines } from "./recount-deadlines.ts";

const queue = sqsWorkQueue(new SQSClient({}), environment().WORK_QUEUE_URL);
const kit = { ...kitFromEnv(), queue };

export const handler = eventLambda(contract, CalendarCorrected, recountDeadlines, kit);
