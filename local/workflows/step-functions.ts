import { randomUUID } from "node:crypto";
import * as z from "zod";
import type { LocalClock, Store } from "../ports.ts";
import { AwsError } from "../services/aws-endpoint.ts";
import type { Operations } from "../services/aws-endpoint.ts";
import { executionArnOf } from "./executions.ts";
import type { ExecutionRecord, Executions, Status } from "./executions.ts";
import { historyOf } from "./history.ts";
import { readEntries } from "./journal.ts";
import type { Machine } from "./machines.ts";
import type { Tokens, TokenOf } from "./tokens.ts";

const MAX_INPUT_BYTES = 256 * 1024;
const MAX_RESULTS = 1000;
const DEFAULT_RESULTS = 100;

/** What AWS allows in the name of an execution. */
const Name = z
  .string()
  .max(80)
  .regex(/^[^\s<>{}[\]?*"#%\\^|~`$&,;:/\p{Cc}]+$/u);
const StartExecution = z.object({
  stateMachineArn: z.string(),
  name: z.string().optional(),
  input: z.string().default("{}"),
});
const OfExecution = z.object({ executionArn: z.string() });
const StopExecution = z.object({
  executionArn: z.string(),
  error: z.string().optional(),
  cause: z.string().optional(),
});
const page = {
  maxResults: z.int().min(0).max(MAX_RESULTS).default(DEFAULT_RESULTS),
  nextToken: z.string().regex(/^\d+$/).optional(),
};
const ListExecutions = z.object({
  stateMachineArn: z.string(),
  statusFilter: z.enum(["RUNNING", "SUCCEEDED", "FAILED", "TIMED_OUT", "ABORTED"]).optional(),
  ...page,
});
const GetExecutionHistory = z.object({
  executionArn: z.string(),
  reverseOrder: z.boolean().default(false),
  ...page,
});
const SendTaskSuccess = z.object({ taskToken: z.string(), output: z.string() });
const SendTaskFailure = z.object({
  taskToken: z.string(),
  error: z.string().default("States.TaskFailed"),
  cause: z.string().default(""),
});
const SendTaskHeartbeat = z.object({ taskToken: z.string() });

export interface StepFunctionsOptions {
  readonly machines: ReadonlyMap<string, Machine>;
  readonly executions: Executions;
  readonly tokens: Tokens;
  readonly clock: LocalClock;
  readonly store: Store;
}

function read<S extends z.ZodType>(schema: S, request: unknown): z.output<S> {
  const parsed = schema.safeParse(request);
  if (parsed.success) return parsed.data;
  throw new AwsError("ValidationException", z.prettifyError(parsed.error));
}

function requireJson(text: string, code: "InvalidExecutionInput" | "InvalidOutput"): unknown {
  if (Buffer.byteLength(text) > MAX_INPUT_BYTES)
    throw new AwsError(code, `More than ${MAX_INPUT_BYTES} bytes.`);
  try {
    return JSON.parse(text) as unknown;
  } catch {
    throw new AwsError(code, "It is not JSON.");
  }
}

const seconds = (epochMs: number): number => epochMs / 1000;

/** So many of a list from a place on, and the token of the next page. */
function pageOf<T>(all: readonly T[], { maxResults, nextToken = "0" }: Page) {
  const from = Number(nextToken);
  const until = from + (maxResults === 0 ? DEFAULT_RESULTS : maxResults);
  return {
    items: all.slice(from, until),
    ...(until < all.length ? { nextToken: String(until) } : {}),
  };
}
interface Page {
  readonly maxResults: number;
  readonly nextToken?: string | undefined;
}

const summaryOf = (record: ExecutionRecord) => ({
  executionArn: record.executionArn,
  stateMachineArn: record.stateMachineArn,
  name: record.name,
  status: record.status satisfies Status,
  startDate: seconds(record.startAtMs),
  ...(record.stopAtMs === undefined ? {} : { stopDate: seconds(record.stopAtMs) }),
});

/** The operations of Step Functions that this machine offers. @throws AwsError as AWS names it */
export function stepFunctionsOperations(options: StepFunctionsOptions): Operations {
  const { machines, executions, tokens, clock, store } = options;

  function machineOf(arn: string): Machine {
    const machine = machines.get(arn);
    if (machine !== undefined) return machine;
    throw new AwsError("StateMachineDoesNotExist", `State Machine Does Not Exist: '${arn}'`);
  }

  function executionOf(arn: string): ExecutionRecord {
    const record = executions.find(arn);
    if (record !== undefined) return record;
    throw new AwsError("ExecutionDoesNotExist", `Execution Does Not Exist: '${arn}'`);
  }

  /** The task of a token that still waits. */
  function openTask(token: string): TokenOf {
    const task = tokens.find(token);
    if (task === undefined) throw new AwsError("InvalidToken", "Invalid Token: 'Invalid token'");
    if (executions.isOpen(task.executionArn, task.place)) return task;
    throw new AwsError("TaskTimedOut", "Task Timed Out: 'Provided task does not exist anymore'");
  }

  /** The same name and input of an execution that runs mean that execution; any other repeat is refused. */
  function startExecution(request: unknown) {
    const { stateMachineArn, name = randomUUID(), input } = read(StartExecution, request);
    const machine = machineOf(stateMachineArn);
    if (!Name.safeParse(name).success) throw new AwsError("InvalidName", `Invalid Name: '${name}'`);
    requireJson(input, "InvalidExecutionInput");
    const executionArn = executionArnOf(stateMachineArn, name);
    const present = executions.find(executionArn);
    if (present !== undefined && (present.status !== "RUNNING" || present.input !== input))
      throw new AwsError("ExecutionAlreadyExists", `Execution Already Exists: '${executionArn}'`);
    const { startAtMs } = present ?? executions.start(machine, name, input);
    return { executionArn, startDate: seconds(startAtMs) };
  }

  function describeExecution(request: unknown) {
    const record = executionOf(read(OfExecution, request).executionArn);
    const { input, output, error, cause } = record;
    return { ...summaryOf(record), input, output, error, cause };
  }

  function stopExecution(request: unknown) {
    const { executionArn, error, cause } = read(StopExecution, request);
    executionOf(executionArn);
    executions.end(executionArn, {
      status: "ABORTED",
      ...(error === undefined ? {} : { error }),
      ...(cause === undefined ? {} : { cause }),
    });
    return { stopDate: seconds(executionOf(executionArn).stopAtMs ?? clock.now()) };
  }

  function listExecutions(request: unknown) {
    const { stateMachineArn, statusFilter, ...wanted } = read(ListExecutions, request);
    const all = executions
      .list(machineOf(stateMachineArn).arn)
      .filter(({ status }) => statusFilter === undefined || status === statusFilter);
    const { items, ...next } = pageOf(all, wanted);
    return { executions: items.map(summaryOf), ...next };
  }

  function getExecutionHistory(request: unknown) {
    const { executionArn, reverseOrder, ...wanted } = read(GetExecutionHistory, request);
    const events = historyOf(executionOf(executionArn), readEntries(store, executionArn));
    const { items, ...next } = pageOf(reverseOrder ? events.toReversed() : events, wanted);
    return { events: items, ...next };
  }

  function sendTaskSuccess(request: unknown) {
    const { taskToken, output } = read(SendTaskSuccess, request);
    const result = requireJson(output, "InvalidOutput");
    const { executionArn, place } = openTask(taskToken);
    executions.settle(executionArn, place, { kind: "succeeded", result });
    return {};
  }

  function sendTaskFailure(request: unknown) {
    const { taskToken, error, cause } = read(SendTaskFailure, request);
    const { executionArn, place } = openTask(taskToken);
    executions.settle(executionArn, place, { kind: "failed", error, cause });
    return {};
  }

  function sendTaskHeartbeat(request: unknown) {
    const { taskToken } = read(SendTaskHeartbeat, request);
    openTask(taskToken);
    tokens.beat(taskToken, clock.now());
    return {};
  }

  return {
    "AWSStepFunctions.StartExecution": startExecution,
    "AWSStepFunctions.DescribeExecution": describeExecution,
    "AWSStepFunctions.StopExecution": stopExecution,
    "AWSStepFunctions.ListExecutions": listExecutions,
    "AWSStepFunctions.GetExecutionHistory": getExecutionHistory,
    "AWSStepFunctions.SendTaskSuccess": sendTaskSuccess,
    "AWSStepFunctions.SendTaskFailure": sendTaskFailure,
    "AWSStepFunctions.SendTaskHeartbeat": sendTaskHeartbeat,
  };
}
