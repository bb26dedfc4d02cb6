import { Stack, type StackProps } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import type * as sqs from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { TaskContract } from "../../functions/kit/contract.ts";
import type { Deployment } from "../config.ts";
import { deadLetters } from "../constructs/dead-letters.ts";
import type { Grants } from "../constructs/grants.ts";
import { connectTrigger } from "../constructs/task-triggers.ts";
import { taskFunction } from "../constructs/use-case-function.ts";
import type { DataStack } from "./data-stack.ts";

interface TasksStackProps extends StackProps {
  readonly tasks: readonly TaskContract[];
  readonly data: DataStack;
  readonly deployment: Deployment;
}

/** What no person calls: stream readers, event consumers, readers of uploads. */
export class TasksStack extends Stack {
  constructor(scope: Construct, id: string, props: TasksStackProps) {
    super(scope, id, props);
    for (const task of props.tasks) {
      const queue = deadLetters(this, task);
      const grants = task.publishes === true ? [relayGrants(props, queue)] : [];
      const made = taskFunction(this, task, props.data, props.deployment, queue, grants);
      connectTrigger(this, task, made, queue, props.data);
    }
  }
}

/** Only what some rule matches goes to the bus; what cannot be published goes to the relay's queue. */
const relayGrants = ({ tasks, data }: TasksStackProps, queue: sqs.Queue): Grants => ({
  statements: [
    new iam.PolicyStatement({ actions: ["events:PutEvents"], resources: [data.bus.eventBusArn] }),
    new iam.PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn] }),
  ],
  environment: {
    BUS_NAME: data.bus.eventBusName,
    DEAD_LETTER_QUEUE_URL: queue.queueUrl,
    PUBLISHED_EVENTS: [...new Set(tasks.flatMap(eventsOf))].sort().join(","),
  },
});

const eventsOf = ({ trigger }: TaskContract): string[] =>
  trigger.kind === "events" ? trigger.events.map((event) => event.detailType) : [];
