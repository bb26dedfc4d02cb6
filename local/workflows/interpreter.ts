import { fill, joinResult, selectInput, selectOutput, valueOf } from "./language/data-flow.ts";
import type { ChoiceState, FailState, State, WaitState } from "./language/definition.ts";
import { holds, instantOf } from "./language/choice.ts";
import { requireFitting, runtimeFailure, StateFailure } from "./language/failure.ts";
import { valueAt } from "./language/paths.ts";
import type { Scope } from "./language/paths.ts";
import { attemptWork, contextObjectOf, wayOn } from "./attempts.ts";
import type { Left, Visit } from "./attempts.ts";
import { runMap, runParallel } from "./fan-out.ts";
import type { RunBlock } from "./fan-out.ts";
import { chanceAt, Stopped, until } from "./run.ts";
import type { Run } from "./run.ts";
import { runTask } from "./task.ts";

/**
 * Runs states from the first to an end. What the journal says has happened is not done again: a state that was
 * left is passed, one that was entered goes on from what is written about it.
 * @throws StateFailure of a state that nothing catches; Stopped when what the strand is part of has ended
 */
export const runBlock: RunBlock = async (run, strand, block, input, atMs) => {
  const visits = new Map<string, number>();
  let name = block.StartAt;
  let data = input;
  let instantMs = atMs;
  for (;;) {
    const state = block.States[name];
    if (state === undefined) throw runtimeFailure(`There is no state ${name}.`);
    const visitNumber = (visits.get(name) ?? 0) + 1;
    visits.set(name, visitNumber);
    const place = `${strand.prefix}${name}#${visitNumber}`;
    let exited = run.journal.find(place, "exited");
    if (exited === undefined) {
      requireGoing(strand.signal);
      const { Type: type } = state;
      const entered = run.journal.note(place, "entered", instantMs, { name, type, input: data });
      const visit = { ...strand, name, place, input: data, enteredAtMs: entered.atMs };
      const { atMs: leftAtMs, ...left } = await passThrough(run, visit, state);
      requireGoing(strand.signal);
      exited = run.journal.note(place, "exited", leftAtMs, { name, type, ...left });
    }
    data = exited.fact.output;
    instantMs = exited.atMs;
    if (exited.fact.next === undefined) return { output: data, atMs: instantMs };
    name = exited.fact.next;
  }
};

/** @throws Stopped when what the strand is part of has ended meanwhile */
function requireGoing(signal: AbortSignal): void {
  if (signal.aborted) throw new Stopped();
}

async function passThrough(run: Run, visit: Visit, state: State): Promise<Left> {
  switch (state.Type) {
    case "Task":
      return attemptWork(run, visit, state, (attempt) => runTask(run, state, attempt));
    case "Parallel":
      return attemptWork(run, visit, state, (attempt) =>
        runParallel(run, runBlock, state, attempt),
      );
    case "Map":
      return attemptWork(run, visit, state, (attempt) => runMap(run, runBlock, state, attempt));
    case "Fail":
      throw failureOf(run, visit, state);
    case "Choice":
    case "Pass":
    case "Succeed":
    case "Wait":
      return passSimply(run, visit, state);
  }
}

type SimpleState = Exclude<State, { Type: "Task" | "Parallel" | "Map" | "Fail" }>;

/** The states that neither work nor fail. */
async function passSimply(run: Run, visit: Visit, state: SimpleState): Promise<Left> {
  const context = contextObjectOf(visit, 0);
  const scope: Scope = { data: selectInput(state, { data: visit.input, context }), context };
  const output = (data: unknown) =>
    requireFitting(selectOutput(state, { data, context }), `The output of ${visit.name}`);
  const atMs = visit.enteredAtMs;
  switch (state.Type) {
    case "Succeed":
      return { output: output(scope.data), way: { kind: "end" }, atMs };
    case "Choice":
      return { output: output(scope.data), ...choose(state, scope, visit.name), atMs };
    case "Wait": {
      const instantMs = waitsUntil(state, scope, visit);
      await until(run, instantMs, visit.signal);
      return { output: output(scope.data), ...wayOn(state), atMs: Math.max(atMs, instantMs) };
    }
    case "Pass": {
      const { Parameters, Result, ResultPath } = state;
      const chance = chanceAt(run, visit.place);
      const data = Parameters === undefined ? scope.data : fill(Parameters, scope, chance);
      const result = Result === undefined ? data : Result;
      return { output: output(joinResult(ResultPath, visit.input, result)), ...wayOn(state), atMs };
    }
  }
}

function choose(state: ChoiceState, scope: Scope, name: string): Pick<Left, "next" | "way"> {
  const index = state.Choices.findIndex(({ rule }) => holds(rule, scope));
  const chosen = state.Choices[index];
  if (chosen !== undefined) return { next: chosen.next, way: { kind: "choice", index } };
  if (state.Default !== undefined) return { next: state.Default, way: { kind: "default" } };
  throw new StateFailure(
    "States.NoChoiceMatched",
    `No rule of ${name} holds, and it has no Default.`,
  );
}

/** The instant at which a Wait state ends, in epoch milliseconds. */
function waitsUntil(state: WaitState, scope: Scope, { enteredAtMs }: Visit): number {
  const { Seconds, SecondsPath, Timestamp, TimestampPath } = state;
  if (TimestampPath !== undefined || Timestamp !== undefined) {
    const text =
      TimestampPath === undefined ? Timestamp : valueAt(TimestampPath, scope, "Timestamp");
    const instantMs = instantOf(text);
    if (instantMs !== undefined) return instantMs;
    throw runtimeFailure(`${JSON.stringify(text)} is no RFC 3339 timestamp to wait for.`);
  }
  const seconds = SecondsPath === undefined ? Seconds : valueAt(SecondsPath, scope, "Seconds");
  if (typeof seconds === "number" && Number.isSafeInteger(seconds) && seconds >= 0)
    return enteredAtMs + seconds * 1000;
  throw runtimeFailure(`${JSON.stringify(seconds)} is no number of whole seconds to wait.`);
}

function failureOf(run: Run, visit: Visit, state: FailState): StateFailure {
  const scope = { data: visit.input, context: contextObjectOf(visit, 0) };
  const text = (fixed: string | undefined, path: string | undefined, field: string): string => {
    if (path === undefined) return fixed ?? "";
    const value = valueOf(path, scope, field, chanceAt(run, visit.place));
    if (typeof value === "string") return value;
    throw runtimeFailure(`${field} leads to ${JSON.stringify(value)}, not to text.`);
  };
  return new StateFailure(
    text(state.Error, state.ErrorPath, "ErrorPath"),
    text(state.Cause, state.CausePath, "CausePath"),
  );
}
