import { createHash } from "node:crypto";
import type { Store } from "../ports.ts";
import { messageOf } from "../errors.ts";
import { runBlock } from "./interpreter.ts";
import { openJournal } from "./journal.ts";
import type { Journal, Outcome } from "./journal.ts";
import { StateFailure } from "./language/failure.ts";
import { parseDefinition } from "./machines.ts";
import type { Machine } from "./machines.ts";
import { openRun, Stopped } from "./run.ts";
import type { Engine, Run } from "./run.ts";

const EXECUTIONS = "workflow-execution";
const DEFINITIONS = "workflow-definition";

export type Status = "RUNNING" | "SUCCEEDED" | "FAILED" | "TIMED_OUT" | "ABORTED";

/** What is kept of an execution besides its journal. Instants are epoch milliseconds. */
export interface ExecutionRecord {
  readonly executionArn: string;
  readonly name: string;
  readonly stateMachineArn: string;
  readonly stateMachineName: string;
  readonly roleArn: string;
  /** Of the definition that it runs, as it was at its start. */
  readonly definitionHash: string;
  /** JSON, as it was given. */
  readonly input: string;
  readonly startAtMs: number;
  readonly status: Status;
  readonly stopAtMs?: number;
  /** JSON. */
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
}

export type End = Pick<ExecutionRecord, "output" | "error" | "cause"> & {
  readonly status: Exclude<Status, "RUNNING">;
};

/** Executions, past and present. */
export interface Executions {
  find(executionArn: string): ExecutionRecord | undefined;
  list(stateMachineArn: string): readonly ExecutionRecord[];
  start(machine: Machine, name: string, input: string): ExecutionRecord;
  end(executionArn: string, end: End): void;
  /** Hands a task's outcome to its execution. @returns false when the task is over */
  settle(executionArn: string, place: string, outcome: Outcome): boolean;
  /** Whether the attempt at a place still waits for its outcome. */
  isOpen(executionArn: string, place: string): boolean;
  /** Goes on with all that ran when the runtime ended. */
  resume(): void;
}

interface UnderWay {
  readonly run: Run;
  readonly journal: Journal;
  readonly ends: AbortController;
}

export const executionArnOf = (machineArn: string, name: string): string =>
  `${machineArn.replace(":stateMachine:", ":execution:")}:${name}`;

export function createExecutions(
  engine: Engine,
  store: Store,
  onError: (text: string) => void,
): Executions {
  const underWay = new Map<string, UnderWay>();
  const find = (executionArn: string) => store.get<ExecutionRecord>(EXECUTIONS, executionArn);

  function end(executionArn: string, { status, ...rest }: End): void {
    const record = find(executionArn);
    if (record?.status !== "RUNNING") return;
    const stopAtMs = engine.clock.now();
    store.set(EXECUTIONS, executionArn, { ...record, ...rest, status, stopAtMs });
    underWay.get(executionArn)?.ends.abort();
    underWay.delete(executionArn);
  }

  function carryOut(record: ExecutionRecord): void {
    const { executionArn, startAtMs } = record;
    const definition = parseDefinition(store.get<string>(DEFINITIONS, record.definitionHash) ?? "");
    const input = JSON.parse(record.input) as unknown;
    const journal = openJournal(store, executionArn);
    const context = {
      Execution: {
        Id: executionArn,
        Input: input,
        Name: record.name,
        RoleArn: record.roleArn,
        StartTime: new Date(startAtMs).toISOString(),
        RedriveCount: 0,
      },
      StateMachine: { Id: record.stateMachineArn, Name: record.stateMachineName },
    };
    const run = openRun(engine, journal, context);
    const ends = new AbortController();
    underWay.set(executionArn, { run, journal, ends });
    const { TimeoutSeconds } = definition;
    const cancel =
      TimeoutSeconds === undefined
        ? () => undefined
        : engine.timers.at(startAtMs + TimeoutSeconds * 1000, () => {
            const cause = `The execution was not done within ${TimeoutSeconds} s.`;
            end(executionArn, { status: "TIMED_OUT", error: "States.Timeout", cause });
          });
    engine.strands.begin(async () => {
      const strand = { prefix: "", context, signal: ends.signal };
      try {
        const { output } = await runBlock(run, strand, definition, input, startAtMs);
        end(executionArn, { status: "SUCCEEDED", output: JSON.stringify(output) });
      } catch (error) {
        if (error instanceof StateFailure)
          end(executionArn, { status: "FAILED", error: error.error, cause: error.reason });
        else if (!(error instanceof Stopped)) defect(executionArn, error);
      } finally {
        cancel();
      }
    });
  }

  function defect(executionArn: string, error: unknown): void {
    onError(`execution ${executionArn}: ${messageOf(error)}`);
    end(executionArn, { status: "FAILED", error: "States.Runtime", cause: messageOf(error) });
  }

  return {
    find,
    list: (stateMachineArn) =>
      store
        .list<ExecutionRecord>(EXECUTIONS)
        .map(([, record]) => record)
        .filter((record) => record.stateMachineArn === stateMachineArn)
        .sort((one, other) => other.startAtMs - one.startAtMs),
    start: (machine, name, input) => {
      const definitionHash = createHash("sha256").update(machine.definitionText).digest("hex");
      const record: ExecutionRecord = {
        executionArn: executionArnOf(machine.arn, name),
        name,
        stateMachineArn: machine.arn,
        stateMachineName: machine.name,
        roleArn: machine.roleArn,
        definitionHash,
        input,
        startAtMs: engine.clock.now(),
        status: "RUNNING",
      };
      store.set(DEFINITIONS, definitionHash, machine.definitionText);
      store.set(EXECUTIONS, record.executionArn, record);
      if (!engine.isStopping()) carryOut(record);
      return record;
    },
    end,
    settle: (executionArn, place, outcome) =>
      underWay.get(executionArn)?.run.settle(place, outcome) ?? false,
    isOpen: (executionArn, place) => {
      const journal = underWay.get(executionArn)?.journal;
      return journal !== undefined && journal.find(place, "outcome") === undefined;
    },
    resume: () => {
      for (const [, record] of store.list<ExecutionRecord>(EXECUTIONS))
        if (record.status === "RUNNING") carryOut(record);
    },
  };
}
