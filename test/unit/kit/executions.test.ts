import {
  ExecutionAlreadyExists,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  TaskTimedOut,
} from "@aws-sdk/client-sfn";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, describe, expect, it } from "vitest";
import { sfnExecutions } from "../../../adapters/workflows/executions.ts";

const MACHINE = "arn:aws:states:cn-north-1:000000000000:stateMachine:machine";
const sent = mockClient(SFNClient);
const executions = sfnExecutions(new SFNClient({ region: "cn-north-1" }), MACHINE);
const told = { message: "as the service says", $metadata: {} };

beforeEach(() => {
  sent.reset();
});

describe("the executions of a workflow", () => {
  it("are started by name, with words only", async () => {
    sent.on(StartExecutionCommand).resolves({});
    expect(await executions.start("cmp_1-1", { complaintId: "cmp_1", attempt: 1 })).toBe("started");
    expect(sent.commandCalls(StartExecutionCommand)[0]?.args[0].input).toEqual({
      stateMachineArn: MACHINE,
      name: "cmp_1-1",
      input: '{"complaintId":"cmp_1","attempt":1}',
    });
  });

  it("are not started twice, and nobody minds being told twice", async () => {
    sent.on(StartExecutionCommand).rejects(new ExecutionAlreadyExists(told));
    sent.on(SendTaskSuccessCommand).rejects(new TaskTimedOut(told));
    expect(await executions.start("cmp_1-1", {})).toBe("started-before");
    expect(await executions.answer("token", { status: "concluded" })).toBe("late");
  });

  it("fail loudly when the service does", async () => {
    sent.on(StartExecutionCommand).rejects(new Error("throttled"));
    sent.on(SendTaskSuccessCommand).rejects(new Error("throttled"));
    await expect(executions.start("cmp_1-1", {})).rejects.toThrow("throttled");
    await expect(executions.answer("token", {})).rejects.toThrow("throttled");
  });
});
