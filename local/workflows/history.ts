import type { ExecutionRecord } from "./executions.ts";
import type { Entry } from "./journal.ts";

/** An event of an execution as GetExecutionHistory tells it; its details stand under a name of their own. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  /** Epoch seconds. */
  readonly timestamp: number;
  readonly type: string;
  readonly [details: `${string}EventDetails`]: Readonly<Record<string, unknown>>;
}

type Bare = Omit<HistoryEvent, "id" | "previousEventId">;

/**
 * The history of an execution as AWS tells it, as far as it is used here: states entered and left, tasks, how it
 * began and ended. Each event follows the one before it, also where branches run side by side.
 */
export function historyOf(
  record: ExecutionRecord,
  entries: readonly Entry[],
): readonly HistoryEvent[] {
  const { input, roleArn } = record;
  const tasks = new Set(entries.filter(({ kind }) => kind === "scheduled").map(placeOf));
  const bare: Bare[] = [
    {
      timestamp: record.startAtMs / 1000,
      type: "ExecutionStarted",
      executionStartedEventDetails: { input, roleArn },
    },
    ...entries.flatMap((entry) => {
      const told = isKind(entry, "outcome") ? tellOutcome(entry, tasks) : tell(entry);
      return told === undefined ? [] : [{ timestamp: entry.atMs / 1000, ...told }];
    }),
    ...endOf(record),
  ];
  return bare.map((event, index): HistoryEvent => ({
    id: index + 1,
    previousEventId: index,
    ...event,
  }));
}

const placeOf = ({ place }: Entry): string => place;

const isKind = <K extends Entry["kind"]>(entry: Entry, kind: K): entry is Entry<K> =>
  entry.kind === kind;

function tell(entry: Entry): Omit<Bare, "timestamp"> | undefined {
  if (isKind(entry, "entered")) {
    const { name, type, input } = entry.fact;
    return {
      type: `${type}StateEntered`,
      stateEnteredEventDetails: { name, input: JSON.stringify(input) },
    };
  }
  if (isKind(entry, "exited")) {
    const { name, type, output } = entry.fact;
    return {
      type: `${type}StateExited`,
      stateExitedEventDetails: { name, output: JSON.stringify(output) },
    };
  }
  if (isKind(entry, "scheduled")) {
    const { resource, parameters } = entry.fact;
    return {
      type: "TaskScheduled",
      taskScheduledEventDetails: { resource, parameters: JSON.stringify(parameters) },
    };
  }
  if (isKind(entry, "submitted"))
    return {
      type: "TaskSubmitted",
      taskSubmittedEventDetails: { output: JSON.stringify(entry.fact.output) },
    };
  return undefined;
}

/** The outcome of a task. Branches and items have theirs too, which nobody here asks for. */
function tellOutcome(
  { fact, place }: Entry<"outcome">,
  tasks: ReadonlySet<string>,
): Omit<Bare, "timestamp"> | undefined {
  if (!tasks.has(place)) return undefined;
  switch (fact.kind) {
    case "succeeded":
      return {
        type: "TaskSucceeded",
        taskSucceededEventDetails: { output: JSON.stringify(fact.result) },
      };
    case "failed":
      return {
        type: "TaskFailed",
        taskFailedEventDetails: { error: fact.error, cause: fact.cause },
      };
    case "timedOut":
      return {
        type: "TaskTimedOut",
        taskTimedOutEventDetails: { error: fact.error, cause: fact.cause },
      };
    case "aborted":
      return undefined;
  }
}

function endOf({ status, stopAtMs, output, error, cause }: ExecutionRecord): readonly Bare[] {
  if (stopAtMs === undefined) return [];
  const timestamp = stopAtMs / 1000;
  switch (status) {
    case "RUNNING":
      return [];
    case "SUCCEEDED":
      return [
        { timestamp, type: "ExecutionSucceeded", executionSucceededEventDetails: { output } },
      ];
    case "FAILED":
      return [
        { timestamp, type: "ExecutionFailed", executionFailedEventDetails: { error, cause } },
      ];
    case "TIMED_OUT":
      return [
        { timestamp, type: "ExecutionTimedOut", executionTimedOutEventDetails: { error, cause } },
      ];
    case "ABORTED":
      return [
        { timestamp, type: "ExecutionAborted", executionAbortedEventDetails: { error, cause } },
      ];
  }
}
