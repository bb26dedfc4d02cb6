import { Duration } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as sqs from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { TaskContract } from "../../functions/kit/contract.ts";
import type { Grants } from "./grants.ts";

/** How often a message is tried before it goes to the dead-letter queue. */
const MOST_RECEIVES = 5;
/** AWS advises six times the function's own limit, for retries by the poller itself. */
const VISIBILITY_FACTOR = 6;
export const TASK_SECONDS = 30;

/** The queue that a task works off, a few messages at a time. */
export const workQueue = (
  scope: Construct,
  task: TaskContract,
  deadLetterQueue: sqs.IQueue,
): sqs.Queue =>
  new sqs.Queue(scope, `${task.id}Queue`, {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(VISIBILITY_FACTOR * (task.timeoutSeconds ?? TASK_SECONDS)),
    // What is still due is queued again each minute, so that old messages are of no use.
    retentionPeriod: Duration.days(1),
    deadLetterQueue: { queue: deadLetterQueue, maxReceiveCount: MOST_RECEIVES },
  });

/** What a task needs that fills the queue of another. */
export const fillGrants = (
  queue: sqs.IQueue,
  name: "WORK_QUEUE_URL" | "SECOND_QUEUE_URL" = "WORK_QUEUE_URL",
): Grants => ({
  statements: [
    new iam.PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn] }),
  ],
  environment: { [name]: queue.queueUrl },
});
