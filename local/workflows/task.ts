import { messageOf } from "../errors.ts";
import { fill, selectInput } from "./language/data-flow.ts";
import type { TaskState } from "./language/definition.ts";
import { requireFitting, runtimeFailure, StateFailure } from "./language/failure.ts";
import { valueAt } from "./language/paths.ts";
import type { Scope } from "./language/paths.ts";
import { Stopped } from "./run.ts";
import type { Run } from "./run.ts";
import type { Attempt } from "./attempts.ts";
import type { Entry } from "./journal.ts";

/** Lets a service do a task, and waits for its answer, or for that of whoever has the token. */
export async function runTask(run: Run, state: TaskState, attempt: Attempt) {
  const { engine, journal } = run;
  const { attemptPlace: place, signal } = attempt;
  const integration = engine.integrations.named(state.Resource);
  const token = integration.waitsForToken
    ? engine.tokens.issue(run.context.Execution.Id, place)
    : undefined;
  const context = {
    ...attempt.contextObject,
    ...(token === undefined ? {} : { Task: { Token: token } }),
  };
  const data = selectInput(state, { data: attempt.input, context });
  const scope: Scope = { data, context };
  const parameters =
    state.Parameters === undefined ? data : fill(state.Parameters, scope, attempt.chance);

  if (journal.find(place, "outcome") === undefined) {
    const scheduled = journal.note(place, "scheduled", engine.clock.now(), {
      resource: state.Resource,
      parameters,
    });
    const limits = limitsOf(state, scope);
    // A task without a token is done anew after a restart, and so is its time.
    const startAtMs = token === undefined ? engine.clock.now() : scheduled.atMs;
    const stopTimers = arrangeLimits(run, place, limits, startAtMs, token);
    if (journal.find(place, "submitted") === undefined) dispatch();
    try {
      await run.settled(place, signal);
    } catch (error) {
      if (error instanceof Stopped) run.settle(place, { kind: "aborted" });
      throw error;
    } finally {
      stopTimers();
    }
  }
  return endOf(journal.find(place, "outcome"), place);

  function dispatch(): void {
    engine.strands.begin(() => {
      const call = hand();
      engine.follow(call);
      return call;
    });
  }

  async function hand(): Promise<void> {
    try {
      const output = (await integration.call(parameters, run.context)) ?? null;
      if (token !== undefined) journal.note(place, "submitted", engine.clock.now(), { output });
      else {
        const result = requireFitting(output, `The answer to ${attempt.name}`);
        run.settle(place, { kind: "succeeded", result });
      }
    } catch (error) {
      // Whatever fails while the runtime stops is done again at its next start.
      if (engine.isStopping()) return;
      const failure = error instanceof StateFailure ? error : runtimeFailure(messageOf(error));
      run.settle(place, { kind: "failed", error: failure.error, cause: failure.reason });
    }
  }
}

function endOf(entry: Entry<"outcome"> | undefined, place: string) {
  if (entry === undefined) throw new Error(`nobody has settled ${place}`);
  return { outcome: entry.fact, atMs: entry.atMs };
}

/** In milliseconds; without a limit a task may take for ever. */
interface Limits {
  readonly timeoutMs: number | undefined;
  readonly heartbeatMs: number | undefined;
}

function limitsOf(state: TaskState, scope: Scope): Limits {
  const ms = (seconds: number | undefined, path: string | undefined, field: string) => {
    const value = path === undefined ? seconds : valueAt(path, scope, field);
    if (value === undefined) return undefined;
    if (typeof value === "number" && Number.isSafeInteger(value) && value > 0) return value * 1000;
    throw runtimeFailure(
      `${field} leads to ${JSON.stringify(value)}, not to whole seconds above 0.`,
    );
  };
  return {
    timeoutMs: ms(state.TimeoutSeconds, state.TimeoutSecondsPath, "TimeoutSeconds"),
    heartbeatMs: ms(state.HeartbeatSeconds, state.HeartbeatSecondsPath, "HeartbeatSeconds"),
  };
}

/** Settles a task as timed out at its limits. @returns what takes the timers back */
function arrangeLimits(
  run: Run,
  place: string,
  { timeoutMs, heartbeatMs }: Limits,
  startAtMs: number,
  token: string | undefined,
): () => void {
  const { engine } = run;
  const cancels = new Map<string, () => void>();
  const timedOut = (error: string, atMs: number, cause: string) =>
    run.settle(place, { kind: "timedOut", error, cause }, atMs);

  if (timeoutMs !== undefined) {
    const atMs = startAtMs + timeoutMs;
    const cause = `The task was not done within ${timeoutMs / 1000} s.`;
    cancels.set(
      "timeout",
      engine.timers.at(atMs, () => timedOut("States.Timeout", atMs, cause)),
    );
  }
  if (heartbeatMs !== undefined) {
    const listen = (sinceMs: number): void => {
      const atMs = sinceMs + heartbeatMs;
      const ring = () => {
        const last = token === undefined ? undefined : engine.tokens.find(token)?.heartbeatAtMs;
        if (last !== undefined && last > sinceMs) listen(last);
        else
          timedOut(
            "States.HeartbeatTimeout",
            atMs,
            `There was no heartbeat for ${heartbeatMs / 1000} s.`,
          );
      };
      cancels.set("heartbeat", engine.timers.at(atMs, ring));
    };
    listen(startAtMs);
  }
  return () => {
    for (const cancel of cancels.values()) cancel();
  };
}
