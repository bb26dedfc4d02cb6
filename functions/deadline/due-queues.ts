import { SQSClient } from "@aws-sdk/client-sqs";
import { sqsWorkQueue, type WorkQueue } from "../../adapters/queue/work-queue.ts";
import { environment } from "../kit/environment.ts";
import { routed } from "./routed.ts";

/** The queues of what is due, for whoever fills them. */
export function dueQueues(): WorkQueue {
  const client = new SQSClient({});
  const { WORK_QUEUE_URL, SECOND_QUEUE_URL } = environment();
  return routed(sqsWorkQueue(client, WORK_QUEUE_URL), sqsWorkQueue(client, SECOND_QUEUE_URL));
}
