import { setImmediate as nextTurn } from "node:timers/promises";
import { FunctionError } from "../../../local/lambda/lambda-protocol.ts";
import type { LocalClock, Store } from "../../../local/ports.ts";
import { openStore } from "../../../local/storage/store.ts";
import type { Services } from "../../../local/workflows/integrations.ts";
import { startWorkflows } from "../../../local/workflows/workflows.ts";
import { assemblyOf, stillClock } from "../local/fakes.ts";

/** The ARN of a function of the assembly below, by its name. */
export const functionArn = (name: string): string =>
  `arn:aws:lambda:eu-west-1:000000000000:function:${name}`;
export const MACHINE = "arn:aws:states:eu-west-1:000000000000:stateMachine:machine";
export const INVOKE = "arn:aws:states:::lambda:invoke";

/** What a function does with its event; it may throw. */
export type Stub = (event: unknown) => unknown;

/** An error as a function throws it, by its name. */
export const functionError = (errorType: string, errorMessage = "as the test wants it") =>
  new FunctionError("stub", { errorType, errorMessage });

export interface RoomOptions {
  readonly definition: unknown;
  readonly functions?: Readonly<Record<string, Stub>>;
  readonly services?: Partial<Services>;
  readonly store?: Store;
  readonly clock?: LocalClock;
}

/** The answers of Step Functions, as far as tests look into them. */
export interface Described {
  readonly executionArn: string;
  readonly status: string;
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly startDate: number;
  readonly stopDate?: number;
}
export interface Told {
  readonly id: number;
  readonly type: string;
  readonly timestamp: number;
  readonly [details: string]: unknown;
}

/** One state machine in the engine, with functions that are stubs, on a clock that stands still. */
export function machineRoom(options: RoomOptions) {
  const { functions = {}, store = openStore(":memory:"), clock = stillClock() } = options;
  const errors: string[] = [];
  const calls: { readonly name: string; readonly event: unknown }[] = [];
  const events: unknown[] = [];
  const messages: unknown[] = [];
  const workflows = startWorkflows({
    assembly: assemblyOf([
      {
        logicalId: "machine",
        type: "AWS::StepFunctions::StateMachine",
        arn: MACHINE,
        properties: {
          DefinitionString: JSON.stringify(options.definition),
          RoleArn: "arn:aws:iam::000000000000:role/machine",
        },
      },
      ...Object.keys(functions).map((name) => ({
        logicalId: name,
        type: "AWS::Lambda::Function",
        arn: functionArn(name),
        properties: {},
      })),
    ]),
    store,
    clock,
    services: {
      invoke: async (arn, event) => {
        await nextTurn();
        const name = arn.split(":").at(-1) ?? "";
        calls.push({ name, event });
        return functions[name]?.(event);
      },
      putEvents: (request) => {
        events.push(request);
        return Promise.resolve({ FailedEntryCount: 0, Entries: [{ EventId: "evt-1" }] });
      },
      sendMessage: (request) => {
        messages.push(request);
        return Promise.resolve({ MessageId: "msg-1", MD5OfMessageBody: "0" });
      },
      ...options.services,
    },
    onError: (text) => errors.push(text),
  });

  // eslint-disable-next-line @typescript-eslint/no-unnecessary-type-parameters -- who asks states the answer
  const ask = <T>(operation: string, request: unknown): T =>
    workflows.operations[`AWSStepFunctions.${operation}`]?.(request) as T;
  const settled = async (): Promise<void> => {
    do await nextTurn();
    while (!workflows.isSettled());
  };
  return {
    workflows,
    clock,
    store,
    /** What functions were called with, in order. */
    calls,
    events,
    messages,
    errors,
    ask,
    settled,
    describe: (executionArn: string) => ask<Described>("DescribeExecution", { executionArn }),
    history: (executionArn: string) =>
      ask<{ events: Told[] }>("GetExecutionHistory", { executionArn, maxResults: 1000 }).events,
    /** Starts an execution. @returns its ARN, once nothing moves any more */
    start: async (input: unknown = {}, name?: string): Promise<string> => {
      const { executionArn } = ask<Described>("StartExecution", {
        stateMachineArn: MACHINE,
        input: JSON.stringify(input),
        ...(name === undefined ? {} : { name }),
      });
      await settled();
      return executionArn;
    },
    /** Moves the clock, and waits until nothing moves any more. */
    advance: async (seconds: number): Promise<void> => {
      clock.moveTo(clock.now() + seconds * 1000);
      await settled();
    },
  };
}

/** Runs a definition to where it stands still. @returns how it stands there, its output parsed */
export async function outcomeOf(options: RoomOptions, input: unknown = {}) {
  const room = machineRoom(options);
  const { status, output, error, cause } = room.describe(await room.start(input));
  return {
    status,
    output: output === undefined ? undefined : (JSON.parse(output) as unknown),
    error,
    cause,
  };
}
