/** An error by its States Language name, as Retry and Catch see it. */
export class StateFailure extends Error {
  override readonly name = "StateFailure";
  readonly error: string;
  readonly reason: string;
  constructor(error: string, reason: string) {
    super(`${error}: ${reason}`);
    this.error = error;
    this.reason = reason;
  }
}

/** What a definition asks of its data and the data cannot give: ends the execution, whatever is caught. */
export const runtimeFailure = (reason: string): StateFailure =>
  new StateFailure("States.Runtime", reason);

/** AWS's limit of what goes into or comes out of a state, in bytes of JSON. */
const MAX_DATA_BYTES = 256 * 1024;

/** @throws StateFailure `States.DataLimitExceeded` when a state's result is larger than AWS lets pass */
export function requireFitting<T>(value: T, what: string): T {
  const sizeBytes = Buffer.byteLength(JSON.stringify(value));
  if (sizeBytes <= MAX_DATA_BYTES) return value;
  throw new StateFailure(
    "States.DataLimitExceeded",
    `${what} is ${sizeBytes} bytes long; ${MAX_DATA_BYTES} are allowed.`,
  );
}

const TERMINAL: ReadonlySet<string> = new Set(["States.Runtime", "States.DataLimitExceeded"]);
const TIMEOUTS: ReadonlySet<string> = new Set(["States.Timeout", "States.HeartbeatTimeout"]);

/**
 * Whether a retrier or catcher speaks of this error. `States.TaskFailed` is any error but a timeout,
 * `States.Timeout` also a missed heartbeat, `States.ALL` all that do not end the execution anyhow.
 * @source AWS Step Functions, Handling errors in workflows
 */
export function speaksOf(errorEquals: readonly string[], error: string): boolean {
  if (TERMINAL.has(error)) return false;
  return errorEquals.some(
    (name) =>
      name === error ||
      name === "States.ALL" ||
      (name === "States.TaskFailed" && !TIMEOUTS.has(error)) ||
      (name === "States.Timeout" && TIMEOUTS.has(error)),
  );
}
