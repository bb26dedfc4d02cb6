import { SFNClient, StartExecutionCommand, DescribeExecutionCommand } from "@aws-sdk/client-sfn";
import { afterEach, describe, expect, it } from "vitest";
import { startAwsEndpoint } from "../../local/services/aws-endpoint.ts";
import { only } from "../support/workflows/cases/states-case.ts";
import { asking, working } from "../support/workflows/definitions.ts";
import { functionArn, INVOKE, MACHINE, machineRoom } from "../support/workflows/machine-room.ts";
import type { Described } from "../support/workflows/machine-room.ts";

const tellsCode = (code: string) => expect.objectContaining({ code });
const open = () => machineRoom({ definition: asking(), functions: { ask: () => null } });

describe("StartExecution", () => {
  it("of the same name and input is the execution that runs, and starts nothing", async () => {
    const room = open();
    const first = await room.start({ a: 1 }, "rfd_1-1");
    expect(await room.start({ a: 1 }, "rfd_1-1")).toBe(first);
    expect(room.calls).toHaveLength(1);
  });

  it("of the same name with another input is refused, and the first goes on", async () => {
    const room = open();
    const first = await room.start({ a: 1 }, "rfd_1-1");
    await expect(room.start({ a: 2 }, "rfd_1-1")).rejects.toThrow(
      tellsCode("ExecutionAlreadyExists"),
    );
    expect(room.describe(first)).toMatchObject({ status: "RUNNING", input: '{"a":1}' });
  });

  it("of a name whose execution has ended is refused, as AWS does", async () => {
    const room = machineRoom({ definition: only({ Type: "Pass" }) });
    await room.start({}, "once");
    await expect(room.start({}, "once")).rejects.toThrow(tellsCode("ExecutionAlreadyExists"));
  });

  it.each([
    ["a name with a blank", { name: "a b" }, "InvalidName"],
    ["a name of 81 letters", { name: "a".repeat(81) }, "InvalidName"],
    ["an input that is not JSON", { input: "{" }, "InvalidExecutionInput"],
    [
      "a larger input than AWS takes",
      { input: `"${"x".repeat(262_144)}"` },
      "InvalidExecutionInput",
    ],
    ["an unknown machine", { stateMachineArn: "other" }, "StateMachineDoesNotExist"],
    ["no machine at all", { stateMachineArn: undefined }, "ValidationException"],
  ])("with %s is refused", (_what, wrong, code) => {
    const room = open();
    expect(() => room.ask("StartExecution", { stateMachineArn: MACHINE, ...wrong })).toThrow(
      tellsCode(code),
    );
    expect(room.ask("ListExecutions", { stateMachineArn: MACHINE })).toEqual({ executions: [] });
  });
});

describe("an execution", () => {
  it("that is stopped is ABORTED with the error given, once", async () => {
    const room = open();
    const executionArn = await room.start();
    room.ask("StopExecution", { executionArn, error: "Operator", cause: "by hand" });
    const stopped = room.describe(executionArn);
    expect(stopped).toMatchObject({ status: "ABORTED", error: "Operator", cause: "by hand" });
    await room.advance(60);
    expect(room.ask("StopExecution", { executionArn })).toEqual({ stopDate: stopped.stopDate });
    expect(room.describe(executionArn)).toEqual(stopped);
  });

  it("tells its history in order", async () => {
    const room = machineRoom({
      definition: working(),
      functions: { work: () => "done" },
    });
    const told = room.history(await room.start());
    expect(told.map(({ type }) => type)).toEqual([
      "ExecutionStarted",
      "TaskStateEntered",
      "TaskScheduled",
      "TaskSucceeded",
      "TaskStateExited",
      "ExecutionSucceeded",
    ]);
    expect(told.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("is listed with the others, the newest first, page by page, by status", async () => {
    const room = open();
    const names = ["a", "b", "c"];
    for (const name of names) {
      await room.start({}, name);
      await room.advance(1);
    }
    const list = (more: object) =>
      room.ask<{ executions: Described[]; nextToken?: string }>("ListExecutions", {
        stateMachineArn: MACHINE,
        ...more,
      });
    const first = list({ maxResults: 2 });
    expect(first.executions).toHaveLength(2);
    const second = list({ maxResults: 2, nextToken: first.nextToken });
    const arns = [...first.executions, ...second.executions].map((each) => each.executionArn);
    expect(arns.map((arn) => arn.at(-1))).toEqual(["c", "b", "a"]);
    expect(second.nextToken).toBeUndefined();
    expect(list({ statusFilter: "FAILED" }).executions).toEqual([]);
  });

  it.each(["DescribeExecution", "GetExecutionHistory", "StopExecution"])(
    "that is not there is none for %s",
    (operation) => {
      expect(() => open().ask(operation, { executionArn: "none" })).toThrow(
        tellsCode("ExecutionDoesNotExist"),
      );
    },
  );
});

describe("the operations over HTTP", () => {
  const ends: (() => void | Promise<void>)[] = [];
  afterEach(async () => {
    for (const end of ends.splice(0)) await end();
  });

  it("speak to the SDK's client as AWS does", async () => {
    const room = open();
    const endpoint = await startAwsEndpoint(room.workflows.operations);
    ends.push(() => endpoint.stop());
    const client = new SFNClient({
      endpoint: endpoint.url,
      region: "eu-west-1",
      credentials: { accessKeyId: "local", secretAccessKey: "local" },
    });
    ends.push(() => client.destroy());
    const start = (input: string) =>
      client.send(new StartExecutionCommand({ stateMachineArn: MACHINE, name: "one", input }));
    const { executionArn, startDate } = await start("{}");
    expect(startDate?.toISOString()).toBe("2026-03-02T01:00:00.000Z");
    await expect(start('{"a":1}')).rejects.toMatchObject({ name: "ExecutionAlreadyExists" });
    const described = await client.send(new DescribeExecutionCommand({ executionArn }));
    expect(described.status).toBe("RUNNING");
  });
});

describe("a service that a task calls", () => {
  const service = (name: string, Parameters: unknown) =>
    only({ Type: "Task", Resource: `arn:aws:states:::${name}`, Parameters });
  const outputOf = async (room: ReturnType<typeof machineRoom>, input?: unknown) =>
    JSON.parse(room.describe(await room.start(input)).output ?? "null") as unknown;

  it("lambda:invoke wraps the function's answer", async () => {
    const room = machineRoom({
      definition: service("lambda:invoke", {
        FunctionName: functionArn("work"),
        "Payload.$": "$.order",
      }),
      functions: { work: (event) => ({ seen: event }) },
    });
    expect(await outputOf(room, { order: { id: 1 } })).toMatchObject({
      Payload: { seen: { id: 1 } },
      StatusCode: 200,
    });
  });

  it("events:putEvents sends its detail as text, with the execution among the resources", async () => {
    const Entries = [{ Detail: { "id.$": "$.id" }, DetailType: "done.v1", Source: "xiaowai" }];
    const room = machineRoom({ definition: service("events:putEvents", { Entries }) });
    const execution = await room.start({ id: "rfd_1" });
    expect(room.events).toEqual([
      {
        Entries: [
          {
            Detail: '{"id":"rfd_1"}',
            DetailType: "done.v1",
            Source: "xiaowai",
            Resources: [execution, MACHINE],
          },
        ],
      },
    ]);
    expect(room.describe(execution).output).toContain('"EventId":"evt-1"');
  });

  it("events:putEvents fails when the bus refuses an entry", async () => {
    const room = machineRoom({
      definition: service("events:putEvents", { Entries: [{ DetailType: "x", Source: "y" }] }),
      services: { putEvents: () => Promise.resolve({ FailedEntryCount: 1, Entries: [{}] }) },
    });
    expect(room.describe(await room.start()).error).toBe("EventBridge.FailedEntry");
  });

  it("sqs:sendMessage sends a body as text", async () => {
    const room = machineRoom({
      definition: service("sqs:sendMessage", {
        QueueUrl: "http://queue",
        MessageBody: { "id.$": "$.id" },
      }),
    });
    expect(await outputOf(room, { id: 7 })).toMatchObject({ MessageId: "msg-1" });
    expect(room.messages).toEqual([{ QueueUrl: "http://queue", MessageBody: '{"id":7}' }]);
  });

  it("sqs:sendMessage.waitForTaskToken waits for whoever reads the queue", async () => {
    const room = machineRoom({
      definition: service("sqs:sendMessage.waitForTaskToken", {
        QueueUrl: "http://queue",
        MessageBody: { "token.$": "$$.Task.Token" },
      }),
    });
    const execution = await room.start();
    const [message] = room.messages as [{ MessageBody: string }];
    const taskToken = (JSON.parse(message.MessageBody) as { token: string }).token;
    room.ask("SendTaskSuccess", { taskToken, output: "5" });
    await room.settled();
    expect(room.describe(execution).output).toBe("5");
  });

  it("names a function's error, with its envelope as the cause", async () => {
    const room = machineRoom({
      definition: asking({ Resource: INVOKE, Parameters: { FunctionName: functionArn("ask") } }),
      functions: {
        ask: () => {
          throw new TypeError("not a function's own error");
        },
      },
    });
    expect(room.describe(await room.start()).error).toBe("Lambda.Unknown");
  });
});
