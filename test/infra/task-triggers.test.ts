import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { allEvents } from "../../events/all.ts";
import { tasks } from "../../functions/contracts.ts";
import { matchesPattern } from "../../local/events/event-pattern.ts";
import { projectRoot } from "../../local/build/project.ts";
import { exampleOf, onTheBus } from "../support/event-examples.ts";
import { type DeployedFunction, functionsOf } from "../support/functions-of.ts";
import { sectionsOf } from "../support/markdown.ts";
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

const Rule = z.looseObject({
  State: z.literal("ENABLED"),
  EventPattern: z.record(z.string(), z.unknown()),
  EventBusName: z.unknown().optional(),
  Targets: z
    .array(
      z.looseObject({
        Arn: z.unknown(),
        DeadLetterConfig: z.object({ Arn: z.unknown() }),
        RetryPolicy: z.object({
          MaximumEventAgeInSeconds: z.int().min(60),
          MaximumRetryAttempts: z.int().min(1),
        }),
      }),
    )
    .length(1),
});
type Rule = z.infer<typeof Rule>;

const rules = (): readonly Rule[] =>
  deployment
    .ofType("AWS::Events::Rule")
    .filter((rule) => rule.Properties["ScheduleExpression"] === undefined)
    .map((rule) => Rule.parse(rule.Properties));

const rulesTo = (id: string): readonly Rule[] =>
  rules().filter((rule) =>
    rule.Targets.some((target) => deployment.targetOf(target.Arn) === functionOf(id).logicalId),
  );

const matched = (rule: Rule): readonly string[] =>
  allEvents
    .filter(({ detailType }) => matchesPattern(rule.EventPattern, onTheBus(exampleOf(detailType))))
    .map(({ detailType }) => detailType);

const consumers = tasks.flatMap(({ id, trigger }) =>
  trigger.kind === "events" ? [{ id, events: trigger.events }] : [],
);

describe("each consumer of events", () => {
  it.each(consumers)("$id is woken by its events and by no others", ({ id, events }) => {
    const [rule, ...others] = rulesTo(id);
    expect(others).toEqual([]);
    expect(rule && matched(rule).toSorted()).toEqual(
      events.map((event) => event.detailType).toSorted(),
    );
    expect(deployment.targetOf(rule?.EventBusName)).toMatch(/^Bus/);
  });
});

const uploads = tasks.flatMap(({ id, trigger, touches }) =>
  trigger.kind === "upload" ? [{ id, keyPrefix: trigger.keyPrefix, touches }] : [],
);

describe("each reader of uploads", () => {
  it.each(uploads)("$id is woken by files below its prefix only", ({ id, keyPrefix }) => {
    const [rule, ...others] = rulesTo(id);
    expect(others).toEqual([]);
    const pattern = z
      .looseObject({
        detail: z.looseObject({ bucket: z.object({ name: z.tuple([z.unknown()]) }) }),
      })
      .parse(rule?.EventPattern);
    const [bucket] = pattern.detail.bucket.name;
    expect(deployment.targetOf(bucket)).toMatch(/^Uploads/);
    const named = { ...pattern, detail: { ...pattern.detail, bucket: { name: ["uploads"] } } };
    const created = (key: string) => ({
      source: "aws.s3",
      "detail-type": "Object Created",
      detail: { bucket: { name: "uploads" }, object: { key, size: 10 } },
    });
    expect(matchesPattern(named, created(`${keyPrefix}job_1.csv`))).toBe(true);
    expect(matchesPattern(named, created("elsewhere/job_1.csv"))).toBe(false);
  });

  it.each(uploads)("$id may read exactly those files", ({ keyPrefix, touches }) => {
    expect(touches.uploads).toEqual({ access: "read", keyPrefix });
  });
});

describe("the relay", () => {
  it("publishes exactly the events that some rule matches", () => {
    const wanted = new Set(rules().flatMap(matched));
    expect(wanted.size).toBeGreaterThan(0);
    const relay = functions.find((one) => one.id === "relayEntries");
    const published = String(relay?.environment["PUBLISHED_EVENTS"]).split(",");
    expect(published).toEqual([...wanted].toSorted());
  });

  it("is the only one that may put events on the bus", () => {
    const publishers = functions.filter(({ statements }) =>
      statements.some((statement) => statement.Action.includes("events:PutEvents")),
    );
    expect(publishers.map(({ id }) => id)).toEqual(["relayEntries"]);
  });
});

const Mapping = z.looseObject({
  BisectBatchOnFunctionError: z.literal(true),
  FunctionResponseTypes: z.tuple([z.literal("ReportBatchItemFailures")]),
  MaximumRetryAttempts: z.int().min(1),
  MaximumRecordAgeInSeconds: z.int().min(60).max(86_400),
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.unknown() }) }),
  FilterCriteria: z.object({ Filters: z.array(z.object({ Pattern: z.string() })) }),
});

const readers = tasks.filter(({ trigger }) => trigger.kind === "stream");

describe("each reader of the stream", () => {
  it("is one of two: DynamoDB throttles a third", () => {
    expect(readers).toHaveLength(2);
  });

  const mappingsTo = (id: string) =>
    deployment
      .ofType("AWS::Lambda::EventSourceMapping")
      .filter(
        (one) => deployment.targetOf(one.Properties["FunctionName"]) === functionOf(id).logicalId,
      )
      .map((one) => Mapping.parse(one.Properties));

  it.each([
    ["relayEntries", ["new entry", "new facts", "changed facts"]],
    ["projectEntries", ["new entry"]],
  ])("%s is handed of all images only: %j", (id, wanted) => {
    const image = (eventName: string, type: string) => ({
      ...{ eventName, dynamodb: { NewImage: { type: { S: type } } } },
    });
    const images = {
      "new entry": image("INSERT", "entry"),
      "new facts": image("INSERT", "facts"),
      "changed facts": image("MODIFY", "facts"),
      "new head": image("INSERT", "enrolment"),
      "changed head": image("MODIFY", "enrolment"),
      "facts taken away": { eventName: "REMOVE", dynamodb: {} },
    };
    const patterns = (mappingsTo(id)[0]?.FilterCriteria.Filters ?? []).map(({ Pattern }) =>
      z.record(z.string(), z.unknown()).parse(JSON.parse(Pattern)),
    );
    const accepted = Object.entries(images).flatMap(([name, one]) =>
      patterns.some((pattern) => matchesPattern(pattern, one)) ? [name] : [],
    );
    expect(accepted).toEqual(wanted);
  });

  it.each(readers)("$id retries, halves its batch, and sets aside what fails", ({ id }) => {
    const mappings = mappingsTo(id);
    expect(mappings).toHaveLength(1);
    expect(deployment.targetOf(mappings[0]?.DestinationConfig.OnFailure.Destination)).toBe(
      queueOf(id),
    );
  });
});

const Alarm = z.looseObject({
  AlarmDescription: z.string(),
  Threshold: z.literal(1),
  Dimensions: z.tuple([z.object({ Name: z.literal("QueueName"), Value: z.unknown() })]),
});

/** The alarm that names the task's effect, and the queue that it watches. */
const alarmOf = (id: string) => {
  const { alarm } = tasks.find((task) => task.id === id) ?? {};
  const found = deployment
    .ofType("AWS::CloudWatch::Alarm")
    .filter(({ stack }) => !stack.endsWith("-workflows"))
    .map((one) => Alarm.parse(one.Properties))
    .filter(({ AlarmDescription }) => AlarmDescription.startsWith(alarm?.effect ?? "none"));
  if (found[0] === undefined || found.length > 1) throw new Error(`${id} has no alarm of its own`);
  return found[0];
};

const queueOf = (id: string): string => deployment.targetOf(alarmOf(id).Dimensions[0].Value);

const runbook = sectionsOf(readFileSync(join(projectRoot, "docs/runbook.md"), "utf8"));

describe("what fails for good", () => {
  // A step of a workflow fails with its execution, which has alarms of its own.
  const each = tasks
    .filter(({ trigger }) => trigger.kind !== "workflow")
    .map((task) => ({ id: task.id, task }));

  it.each(each)("of $id lies in its queue for two weeks", ({ id, task }) => {
    const queue = deployment.ofType("AWS::SQS::Queue").find((one) => one.logicalId === queueOf(id));
    expect(queue?.Properties["MessageRetentionPeriod"]).toBe(14 * 86_400);
    if (["stream", "queue"].includes(task.trigger.kind)) return;
    const destinations = deployment
      .ofType("AWS::Lambda::EventInvokeConfig")
      .filter(
        (one) => deployment.targetOf(one.Properties["FunctionName"]) === functionOf(id).logicalId,
      )
      .map((one) => Destination.parse(one.Properties).DestinationConfig.OnFailure.Destination);
    expect(destinations.map((one) => deployment.targetOf(one))).toEqual([queueOf(id)]);
  });

  it.each(consumers)("of $id goes there from its rule as well", ({ id }) => {
    const targets = rulesTo(id).flatMap((rule) => rule.Targets);
    expect(targets.map((one) => deployment.targetOf(one.DeadLetterConfig.Arn))).toEqual([
      queueOf(id),
    ]);
  });

  it.each(each)("of $id calls a person, and names a section of the runbook", ({ id, task }) => {
    const { effect, runbook: anchor } = task.alarm;
    expect(alarmOf(id).AlarmDescription).toBe(`${effect} See docs/runbook.md#${anchor}`);
    expect([...runbook.keys()]).toContain(anchor);
  });
});

const Destination = z.looseObject({
  DestinationConfig: z.object({ OnFailure: z.object({ Destination: z.unknown() }) }),
});
