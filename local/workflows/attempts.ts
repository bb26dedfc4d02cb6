import { fill, joinResult, selectOutput } from "./language/data-flow.ts";
import type { Retrier, WorkingState } from "./language/definition.ts";
import { requireFitting, speaksOf, StateFailure } from "./language/failure.ts";
import type { Chance } from "./language/intrinsic-functions.ts";
import { Stopped, chanceAt, until } from "./run.ts";
import type { ExecutionContext, Run } from "./run.ts";
import type { Outcome, Way } from "./journal.ts";

/** One strand of an execution: the machine itself, a branch of it, or what is done for an item. */
export interface Strand {
  /** What the places of its states begin with. */
  readonly prefix: string;
  readonly context: ExecutionContext & { readonly Map?: unknown };
  readonly signal: AbortSignal;
}

/** A strand in a state. */
export interface Visit extends Strand {
  readonly name: string;
  readonly place: string;
  /** The raw input. */
  readonly input: unknown;
  /** Epoch milliseconds of the virtual clock. */
  readonly enteredAtMs: number;
}

/** What a state leaves behind, and where it goes. */
export interface Left {
  readonly output: unknown;
  readonly next?: string;
  readonly way: Way;
  readonly atMs: number;
}

/** A visit's attempt at its work. */
export interface Attempt extends Visit {
  /** The place of the attempt itself, in that of its visit. */
  readonly attemptPlace: string;
  readonly startAtMs: number;
  readonly contextObject: Readonly<Record<string, unknown>>;
  readonly chance: Chance;
}

interface Ended {
  readonly outcome: Outcome;
  readonly atMs: number;
}

/** The context object as a state sees it. @source AWS Step Functions, Context object */
export const contextObjectOf = (visit: Visit, retryCount: number) => ({
  ...visit.context,
  State: {
    Name: visit.name,
    EnteredTime: new Date(visit.enteredAtMs).toISOString(),
    RetryCount: retryCount,
  },
});

/** Where a state goes that comes to its end in the usual way. */
export const wayOn = ({ Next }: { readonly Next?: string | undefined }) =>
  Next === undefined
    ? ({ way: { kind: "end" } } as const)
    : ({ next: Next, way: { kind: "next" } } as const);

/**
 * How long to wait before another attempt; undefined when no retrier will have one. The first retrier that
 * speaks of the error decides, and counts its own attempts only.
 */
function delayMsBefore(
  retriers: readonly Retrier[],
  used: number[],
  error: string,
  chance: Chance,
): number | undefined {
  const index = retriers.findIndex(({ ErrorEquals }) => speaksOf(ErrorEquals, error));
  const retrier = retriers[index];
  const before = used[index] ?? 0;
  if (retrier === undefined || before >= retrier.MaxAttempts) return undefined;
  used[index] = before + 1;
  const seconds = Math.min(
    retrier.IntervalSeconds * retrier.BackoffRate ** before,
    retrier.MaxDelaySeconds ?? Infinity,
  );
  const share =
    retrier.JitterStrategy === "FULL" ? Buffer.from(chance()).readUInt32BE(0) / 2 ** 32 : 1;
  return Math.round(seconds * share * 1000);
}

/** Does the work of a state until it succeeds, nobody retries it, or a catcher takes its error. */
export async function attemptWork(
  run: Run,
  visit: Visit,
  state: WorkingState,
  work: (attempt: Attempt) => Promise<Ended>,
): Promise<Left> {
  const used = state.Retry.map(() => 0);
  let startAtMs = visit.enteredAtMs;
  for (let retryCount = 0; ; retryCount += 1) {
    const attemptPlace = `${visit.place}.${retryCount}`;
    const attempt: Attempt = {
      ...visit,
      attemptPlace,
      startAtMs,
      contextObject: contextObjectOf(visit, retryCount),
      chance: chanceAt(run, attemptPlace),
    };
    const ended = await endingOf(state, attempt, work);
    if ("left" in ended) return ended.left;
    const { failure, atMs } = ended;
    const delayMs = delayMsBefore(state.Retry, used, failure.error, attempt.chance);
    if (delayMs === undefined) return caught(state, visit, failure, atMs);
    startAtMs = atMs + delayMs;
    await until(run, startAtMs, visit.signal);
  }
}

type Ending = { readonly left: Left } | { readonly failure: StateFailure; readonly atMs: number };

/** How an attempt ended, the shaping of its result included. */
async function endingOf(
  state: WorkingState,
  attempt: Attempt,
  work: (attempt: Attempt) => Promise<Ended>,
): Promise<Ending> {
  let atMs = attempt.startAtMs;
  try {
    const ended = await work(attempt);
    ({ atMs } = ended);
    const { outcome } = ended;
    if (outcome.kind === "aborted") throw new Stopped();
    if (outcome.kind !== "succeeded") throw new StateFailure(outcome.error, outcome.cause);
    return { left: { output: shape(state, attempt, outcome.result), ...wayOn(state), atMs } };
  } catch (failure) {
    if (failure instanceof StateFailure) return { failure, atMs };
    throw failure;
  }
}

function shape(state: WorkingState, attempt: Attempt, result: unknown): unknown {
  const { input, contextObject: context, chance } = attempt;
  const selected =
    state.ResultSelector === undefined
      ? result
      : fill(state.ResultSelector, { data: result, context }, chance);
  const joined = joinResult(state.ResultPath, input, selected);
  return requireFitting(
    selectOutput(state, { data: joined, context }),
    `The output of ${attempt.name}`,
  );
}

/** @throws the failure itself when no catcher speaks of it */
function caught(state: WorkingState, visit: Visit, failure: StateFailure, atMs: number): Left {
  const index = state.Catch.findIndex(({ ErrorEquals }) => speaksOf(ErrorEquals, failure.error));
  const catcher = state.Catch[index];
  if (catcher === undefined) throw failure;
  const error = { Error: failure.error, Cause: failure.reason };
  return {
    output: joinResult(catcher.ResultPath, visit.input, error),
    next: catcher.Next,
    way: { kind: "catch", index },
    atMs,
  };
}
