import type { LocalClock } from "../ports.ts";
import type { Integrations } from "./integrations.ts";
import { bytesOf } from "./language/intrinsic-functions.ts";
import type { Chance } from "./language/intrinsic-functions.ts";
import type { Journal, Outcome } from "./journal.ts";
import type { Strands } from "./strands.ts";
import type { Timers } from "./timers.ts";
import type { Tokens } from "./tokens.ts";

/** What all executions share. */
export interface Engine {
  readonly clock: LocalClock;
  readonly timers: Timers;
  readonly strands: Strands;
  readonly tokens: Tokens;
  readonly integrations: Integrations;
  /** Once true, what is under way may end, and nothing new begins. */
  readonly isStopping: () => boolean;
  /** Follows a call to a service, for a stop that waits for it. */
  follow(call: Promise<void>): void;
}

/** The parts of the context object that are the same in all of an execution. */
export interface ExecutionContext {
  readonly Execution: Readonly<Record<string, unknown>> & { readonly Id: string };
  readonly StateMachine: { readonly Id: string; readonly Name: string };
}

/** One execution under way. */
export interface Run {
  readonly engine: Engine;
  readonly journal: Journal;
  readonly context: ExecutionContext;
  /**
   * Says how the attempt at a place came out. The first to say so is right: a task's own answer, a token, a
   * deadline, the end of the execution around it.
   * @returns whether it was the first
   */
  settle(place: string, outcome: Outcome, atMs?: number): boolean;
  /** Waits until somebody has settled the attempt at a place. @throws Stopped */
  settled(place: string, signal: AbortSignal): Promise<void>;
}

/** A strand ends because what it is part of has ended. */
export class Stopped extends Error {
  override readonly name = "Stopped";
}

/** Parks a strand until woken, or until what it is part of ends. @throws Stopped */
export function parked(
  strands: Strands,
  signal: AbortSignal,
  arrange: (wake: () => void) => () => void,
): Promise<void> {
  return strands.park((wake) => {
    const stop = () => wake.throwing(new Stopped());
    if (signal.aborted) {
      stop();
      return () => undefined;
    }
    signal.addEventListener("abort", stop);
    const clear = arrange(() => wake.up());
    return () => {
      signal.removeEventListener("abort", stop);
      clear();
    };
  });
}

/** Waits for an instant of the virtual clock. @throws Stopped */
export const until = ({ engine }: Run, instantMs: number, signal: AbortSignal): Promise<void> =>
  parked(engine.strands, signal, (wake) => engine.timers.at(instantMs, wake));

/** Numbers of chance that are the same whenever an execution comes to this place again. */
export function chanceAt({ context }: Run, place: string): Chance {
  let taken = 0;
  return () => bytesOf(`${context.Execution.Id} ${place} ${taken++}`);
}

export function openRun(engine: Engine, journal: Journal, context: ExecutionContext): Run {
  const waiting = new Map<string, () => void>();
  return {
    engine,
    journal,
    context,
    settle: (place, outcome, atMs = engine.clock.now()) => {
      if (journal.find(place, "outcome") !== undefined) return false;
      journal.note(place, "outcome", atMs, outcome);
      if (!engine.isStopping()) waiting.get(place)?.();
      return true;
    },
    settled: (place, signal) =>
      parked(engine.strands, signal, (wake) => {
        waiting.set(place, wake);
        if (journal.find(place, "outcome") !== undefined) wake();
        return () => waiting.delete(place);
      }),
  };
}
