import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { tasks } from "../../functions/contracts.ts";
import { type DeployedFunction, functionsOf } from "../support/functions-of.ts";
import { type Placed, type Synthesised, synthesised } from "../support/synthesised.ts";

let deployment: Synthesised;
let functions: readonly DeployedFunction[];

beforeAll(async () => {
  deployment = await synthesised("example");
  functions = functionsOf(deployment);
});

const functionOf = (id: string): Placed => {
  const found = functions.find((one) => one.id === id);
  if (found === undefined) throw new Error(`no function is called ${id}`);
  return found.resource;
};

const ScheduleRule = z.looseObject({
  State: z.literal("ENABLED"),
  ScheduleExpression: z.string(),
  Targets: z.tuple([
    z.looseObject({ Arn: z.unknown(), DeadLetterConfig: z.object({ Arn: z.unknown() }) }),
  ]),
});
const QueueMapping = z.looseObject({
  EventSourceArn: z.unknown(),
  BatchSize: z.int(),
  ScalingConfig: z.object({ MaximumConcurrency: z.int() }),
  FunctionResponseTypes: z.tuple([z.literal("ReportBatchItemFailures")]),
});
const RedrivePolicy = z.object({ deadLetterTargetArn: z.unknown(), maxReceiveCount: z.int() });

/** The dead-letter queue of a task, by the name that its construct gives it. */
const isDeadLetterQueueOf = (id: string) => expect.stringMatching(new RegExp(`^${id}DeadLetters`));

const scheduled = tasks.flatMap(({ id, trigger }) =>
  trigger.kind === "schedule" ? [{ id, everyMinutes: trigger.everyMinutes }] : [],
);

/** As EventBridge writes it: whole hours as hours. */
function rateOf(everyMinutes: number): string {
  const hours = everyMinutes / 60;
  const [count, unit] = Number.isInteger(hours) ? [hours, "hour"] : [everyMinutes, "minute"];
  return `rate(${count} ${unit}${count === 1 ? "" : "s"})`;
}

describe("each task that runs by the clock", () => {
  it.each(scheduled)("$id has one enabled rule of its own", ({ id, everyMinutes }) => {
    const found = deployment
      .ofType("AWS::Events::Rule")
      .map((rule) => rule.Properties)
      .filter((rule) => rule["ScheduleExpression"] !== undefined)
      .map((rule) => ScheduleRule.parse(rule))
      .filter(
        ({ Targets: [target] }) => deployment.targetOf(target.Arn) === functionOf(id).logicalId,
      );
    expect(found.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual([
      rateOf(everyMinutes),
    ]);
    expect(deployment.targetOf(found[0]?.Targets[0].DeadLetterConfig.Arn)).toEqual(
      isDeadLetterQueueOf(id),
    );
  });
});

const queued = tasks.flatMap(({ id, trigger }) =>
  trigger.kind === "queue" ? [{ id, trigger }] : [],
);

describe("each task that works off a queue", () => {
  const mappingOf = (id: string) => {
    const [found, ...others] = deployment
      .ofType("AWS::Lambda::EventSourceMapping")
      .filter(
        (one) => deployment.targetOf(one.Properties["FunctionName"]) === functionOf(id).logicalId,
      )
      .map((one) => QueueMapping.parse(one.Properties));
    if (found === undefined || others.length > 0) throw new Error(`${id} has no queue of its own`);
    return found;
  };
  const workQueueOf = (id: string): Placed => {
    const logicalId = deployment.targetOf(mappingOf(id).EventSourceArn);
    const queue = deployment.ofType("AWS::SQS::Queue").find((one) => one.logicalId === logicalId);
    if (queue === undefined) throw new Error(`${id} has no queue`);
    return queue;
  };

  it.each(queued)("$id takes so many at once as its contract says", ({ id, trigger }) => {
    expect(mappingOf(id)).toMatchObject({
      BatchSize: trigger.batchSize,
      ScalingConfig: { MaximumConcurrency: trigger.maxConcurrency },
    });
  });

  it.each(queued)("$id sets aside what failed several times", ({ id }) => {
    const redrive = RedrivePolicy.parse(workQueueOf(id).Properties["RedrivePolicy"]);
    expect(deployment.targetOf(redrive.deadLetterTargetArn)).toEqual(isDeadLetterQueueOf(id));
    expect(redrive.maxReceiveCount).toBeGreaterThanOrEqual(3);
  });

  it("is filled by exactly the tasks that say so", () => {
    for (const { id } of queued) {
      const fillers = functions.filter(({ environment }) =>
        ["WORK_QUEUE_URL", "SECOND_QUEUE_URL"].some(
          (name) =>
            environment[name] !== undefined &&
            deployment.targetOf(environment[name]) === workQueueOf(id).logicalId,
        ),
      );
      const named = tasks
        .filter(({ fills, fillsToo }) => fills === id || fillsToo === id)
        .map((task) => task.id);
      expect(named.length).toBeGreaterThan(0);
      expect(fillers.map((one) => one.id).toSorted()).toEqual(named.toSorted());
    }
  });
});
