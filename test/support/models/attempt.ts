import fc from "fast-check";
import { expect } from "vitest";

/** What an attempt came to: `done`, or the code with which it was refused. */
export type Outcome = string;
export const DONE: Outcome = "done";

/** One thing that may be tried at any moment, as a tiny model and the real platform see it. */
export interface Attempt<M extends object, R> {
  readonly name: string;
  /** Whether there is anything to try it on. */
  readonly can?: (model: M) => boolean;
  readonly expected: (model: M) => Outcome;
  /** What it changes where it is not refused. */
  readonly apply: (model: M) => void;
  readonly act: (real: R, model: Readonly<M>) => Promise<Outcome>;
}

/** Holds the platform to the model: it refuses exactly what the model refuses, and ends in the same state. */
export function attempts<M extends object, R>(
  agree: (model: Readonly<M>, real: R) => Promise<void>,
  seen: Map<Outcome, number>,
) {
  return (attempt: Attempt<M, R>): fc.AsyncCommand<M, R> => ({
    check: (model) => attempt.can?.(model) ?? true,
    run: async (model, real) => {
      const expected = attempt.expected(model);
      expect(`${attempt.name}: ${await attempt.act(real, model)}`).toBe(
        `${attempt.name}: ${expected}`,
      );
      seen.set(expected, (seen.get(expected) ?? 0) + 1);
      if (expected === DONE) attempt.apply(model);
      await agree(model, real);
    },
    toString: () => attempt.name,
  });
}

/** Plays sequences of attempts, each on a world of its own. */
export const playSequences = <M extends object, R>(
  commands: readonly fc.Arbitrary<fc.AsyncCommand<M, R>>[],
  world: () => Promise<{ readonly model: M; readonly real: R }>,
  { sequences, length }: { readonly sequences: number; readonly length: number },
): Promise<void> =>
  fc.assert(
    fc.asyncProperty(fc.commands([...commands], { maxCommands: length, size: "max" }), (chosen) =>
      fc.asyncModelRun(world, chosen),
    ),
    { numRuns: sequences },
  );
