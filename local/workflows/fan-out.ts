import { fill, selectInput } from "./language/data-flow.ts";
import type { Block, MapState, ParallelState } from "./language/definition.ts";
import { runtimeFailure, StateFailure } from "./language/failure.ts";
import { valueAt } from "./language/paths.ts";
import { Stopped } from "./run.ts";
import type { Run } from "./run.ts";
import type { Attempt, Strand } from "./attempts.ts";
import type { Outcome } from "./journal.ts";

/** What a strand that ran to its end leaves. */
export interface Finished {
  readonly output: unknown;
  readonly atMs: number;
}

/** Runs the states of a branch; given by the interpreter, of which this is a part. */
export type RunBlock = (
  run: Run,
  strand: Strand,
  block: Block,
  input: unknown,
  atMs: number,
) => Promise<Finished>;

/** AWS runs no more iterations of an inline Map at a time. */
const MOST_AT_ONCE = 40;

interface Part {
  readonly block: Block;
  readonly input: unknown;
  readonly context: Strand["context"];
}

/** Runs the branches of a Parallel state side by side; the result is the list of theirs. */
export function runParallel(run: Run, runBlock: RunBlock, state: ParallelState, attempt: Attempt) {
  const { context, chance } = { context: attempt.contextObject, chance: attempt.chance };
  const data = selectInput(state, { data: attempt.input, context });
  const input =
    state.Parameters === undefined ? data : fill(state.Parameters, { data, context }, chance);
  const parts = state.Branches.map((block) => ({ block, input, context: attempt.context }));
  return runParts(run, runBlock, attempt, parts, parts.length);
}

/** Runs the states of a Map state for each item; the result is the list of what they give, in the items' order. */
export function runMap(run: Run, runBlock: RunBlock, state: MapState, attempt: Attempt) {
  const { contextObject: context, chance } = attempt;
  const data = selectInput(state, { data: attempt.input, context });
  const scope = { data, context };
  const items = state.ItemsPath === undefined ? data : valueAt(state.ItemsPath, scope, "ItemsPath");
  if (!Array.isArray(items))
    throw runtimeFailure(`The items of ${attempt.name} are ${JSON.stringify(items)}, not a list.`);
  const atOnce =
    state.MaxConcurrencyPath === undefined
      ? state.MaxConcurrency
      : Number(valueAt(state.MaxConcurrencyPath, scope, "MaxConcurrency"));
  const block = state.ItemProcessor ?? state.Iterator;
  // The definition was read by a schema that asks for one of them.
  if (block === undefined) throw runtimeFailure(`${attempt.name} has no ItemProcessor.`);
  const template = state.ItemSelector ?? state.Parameters;
  const parts = items.map((item: unknown, index): Part => {
    const Map = { Item: { Index: index, Value: item } };
    const input =
      template === undefined
        ? item
        : fill(template, { data, context: { ...context, Map } }, chance);
    return { block, input, context: { ...attempt.context, Map } };
  });
  return runParts(run, runBlock, attempt, parts, Math.min(atOnce || MOST_AT_ONCE, MOST_AT_ONCE));
}

/** Runs parts in lanes, so many at a time. The first that fails ends the others. */
async function runParts(
  run: Run,
  runBlock: RunBlock,
  attempt: Attempt,
  parts: readonly Part[],
  atOnce: number,
): Promise<{ readonly outcome: Outcome; readonly atMs: number }> {
  const { attemptPlace, startAtMs } = attempt;
  const past = run.journal.find(attemptPlace, "outcome");
  if (past !== undefined) return { outcome: past.fact, atMs: past.atMs };

  const ends = new AbortController();
  const signal = AbortSignal.any([attempt.signal, ends.signal]);
  const finished: Finished[] = [];
  const waiting = [...parts.entries()];
  let failure: Error | undefined;

  async function lane(): Promise<void> {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, { block, input, context }] = next;
      const strand = { prefix: `${attemptPlace}/${index}:`, context, signal };
      try {
        finished[index] = await runBlock(run, strand, block, input, startAtMs);
      } catch (error) {
        failure ??= error instanceof Error ? error : new Error(String(error));
        waiting.length = 0;
        ends.abort();
      }
    }
  }

  await run.engine.strands.join(Array.from({ length: Math.min(atOnce, parts.length) }, () => lane));
  if (attempt.signal.aborted) throw new Stopped();
  if (failure === undefined) {
    const atMs = Math.max(startAtMs, ...finished.map((each) => each.atMs));
    const outcome = { kind: "succeeded", result: finished.map(({ output }) => output) } as const;
    run.settle(attemptPlace, outcome, atMs);
    return { outcome, atMs };
  }
  if (!(failure instanceof StateFailure)) throw failure;
  const outcome = { kind: "failed", error: failure.error, cause: failure.reason } as const;
  const atMs = run.engine.clock.now();
  run.settle(attemptPlace, outcome, atMs);
  return { outcome, atMs };
}
