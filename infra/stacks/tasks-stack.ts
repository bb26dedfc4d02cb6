import { Stack, type StackProps } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import type * as sqs from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { TaskContract } from "../../functions/kit/contract.ts";
import type { Deployment } from "../config.ts";
import { deadLetters } from "../constructs/dead-letters.ts";
import type { Grants } from "../constructs/grants.ts";
import { connectTrigger, type TaskQueues } from "../constructs/task-triggers.ts";
import { taskFunction } from "../constructs/use-case-function.ts";
import { fillGrants, workQueue } from "../constructs/work-queue.ts";
import type { DataStack } from "./data-stack.ts";

interface TasksStackProps extends StackProps {
  readonly tasks: readonly TaskContract[];
  /** What some rule of the deployment matches: only that goes to the bus. */
  readonly publishedEvents: readonly string[];
  readonly data: DataStack;
  readonly deployment: Deployment;
}

/** What no person calls: stream readers, event consumers, readers of uploads, what runs by the clock. */
export class TasksStack extends Stack {
  constructor(scope: Construct, id: string, props: TasksStackProps) {
    super(scope, id, props);
    const queuesOf = new Map(props.tasks.map((task) => [task.id, this.queues(task)]));
    for (const task of props.tasks) {
      const queues = find(queuesOf, task.id);
      const grants = [
        ...(task.publishes === true ? [relayGrants(props, queues.deadLetters)] : []),
        ...(task.fills === undefined ? [] : [fillGrants(workOf(queuesOf, task.fills))]),
        ...(task.fillsToo === undefined
          ? []
          : [fillGrants(workOf(queuesOf, task.fillsToo), "SECOND_QUEUE_URL")]),
      ];
      const { data, deployment } = props;
      const made = taskFunction(this, task, data, deployment, queues.deadLetters, grants);
      connectTrigger(this, task, made, queues, data);
    }
  }

  private queues(task: TaskContract): TaskQueues {
    const letters = deadLetters(this, task);
    return task.trigger.kind === "queue"
      ? { deadLetters: letters, work: workQueue(this, task, letters) }
      : { deadLetters: letters };
  }
}

type QueuesOf = ReadonlyMap<string, TaskQueues>;

function find(queuesOf: QueuesOf, id: string): TaskQueues {
  const queues = queuesOf.get(id);
  if (queues === undefined) throw new Error(`No task is called ${id}.`);
  return queues;
}

function workOf(queuesOf: QueuesOf, id: string): sqs.Queue {
  const { work } = find(queuesOf, id);
  if (work === undefined) throw new Error(`The task ${id} has no queue to fill.`);
  return work;
}

/** Only what some rule matches goes to the bus; what cannot be published goes to the relay's queue. */
const relayGrants = ({ publishedEvents, data }: TasksStackProps, queue: sqs.Queue): Grants => ({
  statements: [
    new iam.PolicyStatement({ actions: ["events:PutEvents"], resources: [data.bus.eventBusArn] }),
    new iam.PolicyStatement({ actions: ["sqs:SendMessage"], resources: [queue.queueArn] }),
  ],
  environment: {
    BUS_NAME: data.bus.eventBusName,
    DEAD_LETTER_QUEUE_URL: queue.queueUrl,
    PUBLISHED_EVENTS: publishedEvents.join(","),
  },
});
