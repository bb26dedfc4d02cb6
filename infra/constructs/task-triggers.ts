import { Duration, Validations } from "aws-cdk-lib";
import * as events from "aws-cdk-lib/aws-events";
import * as targets from "aws-cdk-lib/aws-events-targets";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import { SqsDlq } from "aws-cdk-lib/aws-lambda-event-sources";
import type * as sqs from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import { ENTRY, FACTS } from "../../adapters/entry-type.ts";
import { BUS_SOURCE } from "../../events/define.ts";
import type { TaskContract, Trigger } from "../../functions/kit/contract.ts";
import type { DataStack } from "../stacks/data-stack.ts";
import type { PlatformFunction } from "./platform-function.ts";

/** The queues of one task: for what it could not do, and, where it has one, for what it has to do. */
export interface TaskQueues {
  readonly deadLetters: sqs.Queue;
  readonly work?: sqs.Queue;
}

/** Connects a task's function to what wakes it. */
export function connectTrigger(
  scope: Construct,
  task: TaskContract,
  made: PlatformFunction,
  { deadLetters, work }: TaskQueues,
  data: DataStack,
): void {
  const { trigger } = task;
  switch (trigger.kind) {
    case "events":
      eventRule(scope, task, made, deadLetters, {
        eventBus: data.bus,
        eventPattern: {
          source: [BUS_SOURCE],
          detailType: trigger.events.map((event) => event.detailType),
        },
      });
      return;
    case "upload":
      eventRule(scope, task, made, deadLetters, uploadPattern(trigger, data));
      return;
    case "stream":
      streamMapping(task, trigger, made, deadLetters, data);
      return;
    case "schedule":
      eventRule(scope, task, made, deadLetters, {
        schedule: events.Schedule.rate(Duration.minutes(trigger.everyMinutes)),
      });
      return;
    case "daily":
      eventRule(scope, task, made, deadLetters, { schedule: dailyAt(trigger.at) });
      return;
    case "indicators":
      for (const indicator of trigger.indicators)
        eventRule(
          scope,
          task,
          made,
          deadLetters,
          { eventBus: data.bus, eventPattern: patternOf(trigger.event, indicator.facts) },
          { name: indicator.id, input: withIndicator(indicator.id) },
        );
      return;
    case "queue":
      if (work === undefined) throw new Error(`The task ${task.id} has no queue.`);
      queueMapping(task, made, work, trigger);
      return;
    case "workflow":
    case "operator":
      return;
  }
}

const uploadPattern = (
  trigger: Extract<Trigger, { kind: "upload" }>,
  data: DataStack,
): events.RuleProps => ({
  eventPattern: {
    source: ["aws.s3"],
    detailType: ["Object Created"],
    detail: {
      bucket: { name: [data.uploads.bucketName] },
      object: { key: [{ prefix: trigger.keyPrefix }] },
    },
  },
});

function eventRule(
  scope: Construct,
  task: TaskContract,
  made: PlatformFunction,
  deadLetterQueue: sqs.Queue,
  rule: events.RuleProps,
  one: { readonly name: string; readonly input?: events.RuleTargetInput } = { name: "" },
): void {
  new events.Rule(scope, `${task.id}${one.name}Rule`, {
    ...rule,
    description: task.summary.en,
    targets: [
      new targets.LambdaFunction(made.function, {
        deadLetterQueue,
        ...(one.input === undefined ? {} : { event: one.input }),
        retryAttempts: 8,
        maxEventAge: Duration.hours(6),
      }),
    ],
  });
}

/** China has one zone without summer time, eight hours before the clock that EventBridge keeps. */
function dailyAt(time: string): events.Schedule {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return events.Schedule.cron({
    hour: String((hour + HOURS_OF_THE_DAY - SHANGHAI_OFFSET_HOURS) % HOURS_OF_THE_DAY),
    minute: String(minute),
  });
}

const HOURS_OF_THE_DAY = 24;
const SHANGHAI_OFFSET_HOURS = 8;

type Indicators = Extract<Trigger, { kind: "indicators" }>;

/** What a list of facts matches: that it has one of these among its own. */
const patternOf = (
  event: Indicators["event"],
  facts: Indicators["indicators"][number]["facts"],
): events.EventPattern => ({
  source: [BUS_SOURCE],
  detailType: [event.detailType],
  detail: { data: { facts: [...facts] } },
});

/** The event as it came, and beside it which indicator is meant. */
const withIndicator = (indicatorId: string): events.RuleTargetInput =>
  events.RuleTargetInput.fromObject({
    indicatorId,
    "detail-type": events.EventField.detailType,
    detail: events.EventField.fromPath("$.detail"),
  });

/** `FilterRule` answers `any`, and a pattern is JSON anyhow. An entry never changes; a day's facts do. */
const FILTERS = {
  entry: imagesOf(ENTRY, ["INSERT"]),
  facts: imagesOf(FACTS, ["INSERT", "MODIFY"]),
} as const;

function imagesOf(type: string, eventName: readonly string[]): string {
  return JSON.stringify({ eventName, dynamodb: { NewImage: { type: { S: [type] } } } });
}

/** Only the images that the task reads, entries in order per aggregate; a batch that fails is halved until the culprit stands alone. */
function streamMapping(
  task: TaskContract,
  { images }: Extract<Trigger, { kind: "stream" }>,
  made: PlatformFunction,
  deadLetterQueue: sqs.Queue,
  data: DataStack,
): void {
  const streamArn = data.table.tableStreamArn;
  if (streamArn === undefined) throw new Error("The table has no stream.");
  made.role.addToPolicy(
    new iam.PolicyStatement({
      actions: ["dynamodb:DescribeStream", "dynamodb:GetRecords", "dynamodb:GetShardIterator"],
      resources: [streamArn],
    }),
  );
  new lambda.EventSourceMapping(made, `${task.id}Source`, {
    target: made.function,
    eventSourceArn: streamArn,
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    batchSize: 100,
    bisectBatchOnError: true,
    reportBatchItemFailures: true,
    retryAttempts: 10,
    maxRecordAge: Duration.hours(23),
    onFailure: new SqsDlq(deadLetterQueue),
    filters: images.map((image) => ({ pattern: FILTERS[image] })),
  });
}

/** A message that fails comes again alone; so many at a time that the table is not overrun. */
function queueMapping(
  task: TaskContract,
  made: PlatformFunction,
  queue: sqs.Queue,
  { batchSize, maxConcurrency }: Extract<Trigger, { kind: "queue" }>,
): void {
  made.role.addToPolicy(
    new iam.PolicyStatement({
      actions: ["sqs:ReceiveMessage", "sqs:DeleteMessage", "sqs:GetQueueAttributes"],
      resources: [queue.queueArn],
    }),
  );
  const mapping = new lambda.EventSourceMapping(made, `${task.id}Source`, {
    target: made.function,
    eventSourceArn: queue.queueArn,
    batchSize,
    maxConcurrency,
    reportBatchItemFailures: true,
  });
  Validations.of(mapping).acknowledge({
    id: "Serverless-LambdaEventSourceMappingDestination",
    reason: "Lambda gives SQS none: the queue itself moves what failed to its dead-letter queue.",
  });
}
