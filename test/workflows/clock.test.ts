import { describe, expect, it } from "vitest";
import { failing } from "../support/workflows/cases/error-cases.ts";
import { only } from "../support/workflows/cases/states-case.ts";
import { working } from "../support/workflows/definitions.ts";
import { functionArn, machineRoom } from "../support/workflows/machine-room.ts";
import type { RoomOptions } from "../support/workflows/machine-room.ts";

const DAY = 86_400;
const YEAR = 365 * DAY;

/** Seconds from the start of an execution to its end. */
async function lengthOf(options: RoomOptions, leaps: readonly number[], input: unknown = {}) {
  const room = machineRoom(options);
  const execution = await room.start(input);
  for (const leap of leaps) await room.advance(leap);
  const { status, startDate, stopDate } = room.describe(execution);
  return { status, seconds: stopDate === undefined ? undefined : stopDate - startDate };
}

const wait = (fields: Readonly<Record<string, unknown>>) => only({ Type: "Wait", ...fields });

describe("a Wait state", () => {
  const cases = [
    { name: "Seconds", fields: { Seconds: 5 }, seconds: 5 },
    { name: "a year of Seconds", fields: { Seconds: YEAR }, seconds: YEAR },
    { name: "SecondsPath", fields: { SecondsPath: "$.seconds" }, seconds: 40 * DAY },
    { name: "Timestamp", fields: { Timestamp: "2026-03-03T09:00:00+08:00" }, seconds: DAY },
    { name: "TimestampPath", fields: { TimestampPath: "$.at" }, seconds: 30 * DAY },
  ];
  const input = { seconds: 40 * DAY, at: "2026-04-01T01:00:00Z" };

  it.each(cases)("of $name ends at its instant, not before", async ({ fields, seconds }) => {
    const definition = wait(fields);
    expect(await lengthOf({ definition }, [seconds - 1], input)).toEqual({
      status: "RUNNING",
      seconds: undefined,
    });
    expect(await lengthOf({ definition }, [seconds - 1, 1], input)).toEqual({
      status: "SUCCEEDED",
      seconds,
    });
  });

  it("for an instant that has passed ends at once", async () => {
    const definition = wait({ Timestamp: "2020-01-01T00:00:00Z" });
    expect(await lengthOf({ definition }, [])).toEqual({ status: "SUCCEEDED", seconds: 0 });
  });

  it.each([{ seconds: -1 }, { seconds: 1.5 }, { seconds: "1" }])(
    "for %o fails the execution",
    async (odd) => {
      const definition = wait({ SecondsPath: "$.seconds" });
      expect((await lengthOf({ definition }, [], odd)).status).toBe("FAILED");
    },
  );

  it("that follows another counts from its end, however far the clock leaps", async () => {
    const definition = {
      StartAt: "First",
      States: {
        First: { Type: "Wait", Seconds: DAY, Next: "Second" },
        Second: { Type: "Wait", Seconds: DAY, Next: "Tell" },
        Tell: { Type: "Pass", Parameters: { "at.$": "$$.State.EnteredTime" }, End: true },
      },
    };
    const room = machineRoom({ definition });
    const execution = await room.start();
    await room.advance(30 * DAY);
    expect(room.describe(execution).output).toBe('{"at":"2026-03-04T01:00:00.000Z"}');
  });

  it("in one of two branches rings before a later one in the other", async () => {
    const branch = (name: string, seconds: number) => ({
      StartAt: `Wait ${name}`,
      States: {
        [`Wait ${name}`]: { Type: "Wait", Seconds: seconds, Next: name },
        [name]: {
          Type: "Task",
          Resource: functionArn("note"),
          Parameters: { name },
          End: true,
        },
      },
    });
    const definition = only({ Type: "Parallel", Branches: [branch("late", 9), branch("soon", 3)] });
    const room = machineRoom({ definition, functions: { note: () => null } });
    await room.start();
    await room.advance(DAY);
    expect(room.calls.map(({ event }) => event)).toEqual([{ name: "soon" }, { name: "late" }]);
  });
});

describe("a retrier", () => {
  /** The seconds after the start at which the function is called. */
  async function callsOf(retrier: Readonly<Record<string, unknown>>, failures: number) {
    const at: number[] = [];
    const work = failing(failures, "Bank.Down");
    const room = machineRoom({
      definition: working({ Retry: [{ ErrorEquals: ["Bank.Down"], ...retrier }] }),
      functions: {
        work: () => {
          at.push((room.clock.now() - startMs) / 1000);
          return work();
        },
      },
    });
    const startMs = room.clock.now();
    const execution = await room.start();
    for (let second = 0; second < 40; second += 1) await room.advance(1);
    return { at, status: room.describe(execution).status };
  }

  it("waits a second, then twice as long, three times, when it says nothing else", async () => {
    expect(await callsOf({}, 9)).toEqual({ at: [0, 1, 3, 7], status: "FAILED" });
  });

  it("waits as it says, and no longer than MaxDelaySeconds", async () => {
    const retrier = { IntervalSeconds: 2, BackoffRate: 3, MaxDelaySeconds: 5, MaxAttempts: 4 };
    expect(await callsOf(retrier, 3)).toEqual({ at: [0, 2, 7, 12], status: "SUCCEEDED" });
  });

  it("with full jitter waits at most its delay", async () => {
    const { at } = await callsOf({ IntervalSeconds: 10, JitterStrategy: "FULL" }, 1);
    expect(at).toHaveLength(2);
    expect(at[1]).toBeLessThanOrEqual(10);
  });

  it("counts its own attempts only", async () => {
    const errors = ["A", "B", "A", "B"];
    const room = machineRoom({
      definition: working({
        Retry: [
          { ErrorEquals: ["A"], MaxAttempts: 2 },
          { ErrorEquals: ["B"], MaxAttempts: 2 },
        ],
      }),
      functions: {
        work: () => {
          const error = errors.shift();
          return error === undefined ? "done" : failing(1, error)();
        },
      },
    });
    const execution = await room.start();
    for (let second = 0; second < 9; second += 1) await room.advance(1);
    expect(room.describe(execution).output).toBe('"done"');
  });

  it("tells the state how often it was tried again", async () => {
    const room = machineRoom({
      definition: working({
        Parameters: { "tried.$": "$$.State.RetryCount", "entered.$": "$$.State.EnteredTime" },
        Retry: [{ ErrorEquals: ["States.ALL"] }],
      }),
      functions: { work: failing(1, "Bank.Down") },
    });
    await room.start();
    await room.advance(1);
    const entered = "2026-03-02T01:00:00.000Z";
    expect(room.calls.map(({ event }) => event)).toEqual([
      { tried: 0, entered },
      { tried: 1, entered },
    ]);
  });

  it("tries a whole Parallel state again", async () => {
    const Branches = [working({})];
    const room = machineRoom({
      definition: only({ Type: "Parallel", Branches, Retry: [{ ErrorEquals: ["Bank.Down"] }] }),
      functions: { work: failing(1, "Bank.Down") },
    });
    const execution = await room.start();
    await room.advance(1);
    expect(room.describe(execution).output).toBe('["done"]');
    expect(room.calls).toHaveLength(2);
  });
});
