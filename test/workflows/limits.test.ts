import { describe, expect, it } from "vitest";
import { asking, mending, working } from "../support/workflows/definitions.ts";
import { machineRoom } from "../support/workflows/machine-room.ts";

const DAY = 86_400;
const never = () => new Promise<never>(() => undefined);
const tokenIn = (event: unknown): string => (event as { token: string }).token;

/** A room in which a token was given out. */
async function asked(fields: Readonly<Record<string, unknown>> = {}, more = {}) {
  const room = machineRoom({
    definition: { ...asking(fields), ...more },
    functions: { ask: () => null },
  });
  const execution = await room.start();
  return { room, execution, taskToken: tokenIn(room.calls[0]?.event) };
}

describe("a task's limits", () => {
  it("are none when it says nothing: it waits for years", async () => {
    const { room, execution } = await asked();
    await room.advance(5 * 365 * DAY);
    expect(room.describe(execution).status).toBe("RUNNING");
  });

  it.each([
    { name: "TimeoutSeconds", fields: { TimeoutSeconds: 40 * DAY } },
    { name: "TimeoutSecondsPath", fields: { TimeoutSecondsPath: "$.limit" } },
  ])("$name: it ends with States.Timeout then, and not before", async ({ fields }) => {
    const room = machineRoom({
      definition: asking({ ...fields, ...mending("States.Timeout") }),
      functions: { ask: () => null },
    });
    const execution = await room.start({ limit: 40 * DAY });
    await room.advance(40 * DAY - 1);
    expect(room.describe(execution).status).toBe("RUNNING");
    await room.advance(1);
    expect(room.describe(execution).output).toBe('{"mended":"States.Timeout"}');
  });

  it("hold for a function that does not answer", async () => {
    const room = machineRoom({
      definition: {
        ...working({ TimeoutSeconds: 30 }),
      },
      services: { invoke: never },
      functions: { work: never },
    });
    const { executionArn } = room.ask<{ executionArn: string }>("StartExecution", {
      stateMachineArn: "arn:aws:states:eu-west-1:000000000000:stateMachine:machine",
    });
    room.clock.moveTo(room.clock.now() + 30_000);
    await expect.poll(() => room.describe(executionArn).error).toBe("States.Timeout");
  });

  it("States.TaskFailed does not take a timeout", async () => {
    const { room, execution } = await asked({ TimeoutSeconds: 9, ...mending("States.TaskFailed") });
    await room.advance(9);
    expect(room.describe(execution)).toMatchObject({ status: "FAILED", error: "States.Timeout" });
  });

  it.each(["States.HeartbeatTimeout", "States.Timeout", "States.ALL"])(
    "%s takes a missed heartbeat",
    async (name) => {
      const { room, execution } = await asked({ HeartbeatSeconds: DAY, ...mending(name) });
      await room.advance(DAY);
      expect(room.describe(execution).output).toBe('{"mended":"States.HeartbeatTimeout"}');
    },
  );

  it("a heartbeat begins its time anew", async () => {
    const { room, execution, taskToken } = await asked({ HeartbeatSeconds: 10 });
    await room.advance(9);
    room.ask("SendTaskHeartbeat", { taskToken });
    await room.advance(9);
    expect(room.describe(execution).status).toBe("RUNNING");
    await room.advance(1);
    expect(room.describe(execution).error).toBe("States.HeartbeatTimeout");
  });

  it("the machine's own TimeoutSeconds ends the execution as TIMED_OUT, and its tasks with it", async () => {
    const { room, execution, taskToken } = await asked({}, { TimeoutSeconds: 100 * DAY });
    await room.advance(100 * DAY - 1);
    expect(room.describe(execution).status).toBe("RUNNING");
    await room.advance(1);
    expect(room.describe(execution)).toMatchObject({
      status: "TIMED_OUT",
      error: "States.Timeout",
    });
    expect(() => room.ask("SendTaskSuccess", { taskToken, output: "{}" })).toThrow(
      "Task Timed Out",
    );
  });
});

describe("a task token", () => {
  it("hands its output to the task", async () => {
    const { room, execution, taskToken } = await asked();
    expect(room.ask("SendTaskSuccess", { taskToken, output: '{"agreed":true}' })).toEqual({});
    await room.settled();
    expect(room.describe(execution)).toMatchObject({
      status: "SUCCEEDED",
      output: '{"agreed":true}',
    });
  });

  it("hands its error to the task's catchers", async () => {
    const { room, execution, taskToken } = await asked(mending("Institution.Refuses"));
    room.ask("SendTaskFailure", { taskToken, error: "Institution.Refuses", cause: "no" });
    await room.settled();
    expect(room.describe(execution).output).toBe('{"mended":"Institution.Refuses"}');
  });

  it("that fails without a name fails as States.TaskFailed", async () => {
    const { room, execution, taskToken } = await asked();
    room.ask("SendTaskFailure", { taskToken });
    await room.settled();
    expect(room.describe(execution).error).toBe("States.TaskFailed");
  });

  it("is good once: a second answer is refused and changes nothing", async () => {
    const { room, execution, taskToken } = await asked();
    room.ask("SendTaskSuccess", { taskToken, output: "1" });
    for (const [operation, more] of [
      ["SendTaskSuccess", { output: "2" }],
      ["SendTaskFailure", { error: "Late" }],
      ["SendTaskHeartbeat", {}],
    ] as const)
      expect(() => room.ask(operation, { taskToken, ...more })).toThrow(
        expect.objectContaining({ code: "TaskTimedOut" }),
      );
    await room.settled();
    expect(room.describe(execution).output).toBe("1");
  });

  it.each([
    { why: "after its deadline", late: { TimeoutSeconds: 9 } },
    { why: "after its execution was stopped", late: {} },
  ])("$why is refused", async ({ late }) => {
    const { room, execution, taskToken } = await asked(late);
    if ("TimeoutSeconds" in late) await room.advance(9);
    else room.ask("StopExecution", { executionArn: execution });
    const before = room.describe(execution);
    expect(() => room.ask("SendTaskSuccess", { taskToken, output: "{}" })).toThrow(
      expect.objectContaining({ code: "TaskTimedOut" }),
    );
    await room.settled();
    expect(room.describe(execution)).toEqual(before);
  });

  it("that never was is refused as invalid", async () => {
    const { room } = await asked();
    expect(() => room.ask("SendTaskSuccess", { taskToken: "made up", output: "{}" })).toThrow(
      expect.objectContaining({ code: "InvalidToken" }),
    );
  });

  it("with an output that is not JSON is refused, and stays good", async () => {
    const { room, execution, taskToken } = await asked();
    expect(() => room.ask("SendTaskSuccess", { taskToken, output: "{" })).toThrow(
      expect.objectContaining({ code: "InvalidOutput" }),
    );
    room.ask("SendTaskSuccess", { taskToken, output: "{}" });
    await room.settled();
    expect(room.describe(execution).status).toBe("SUCCEEDED");
  });

  it("may be answered by the very function that gets it", async () => {
    const room = machineRoom({
      definition: asking(),
      functions: {
        ask: (event) => room.ask("SendTaskSuccess", { taskToken: tokenIn(event), output: '"now"' }),
      },
    });
    expect(room.describe(await room.start()).output).toBe('"now"');
  });

  it("fails with the function that should have passed it on", async () => {
    const room = machineRoom({
      definition: asking(mending("Lambda.Unknown")),
      functions: {
        ask: () => {
          throw new Error("no such function");
        },
      },
    });
    expect(room.describe(await room.start()).output).toBe('{"mended":"Lambda.Unknown"}');
  });

  it("of another attempt is another token", async () => {
    const { room, taskToken } = await asked({
      TimeoutSeconds: 9,
      Retry: [{ ErrorEquals: ["States.Timeout"] }],
    });
    await room.advance(9);
    await room.advance(1);
    expect(room.calls).toHaveLength(2);
    expect(tokenIn(room.calls[1]?.event)).not.toBe(taskToken);
  });
});
