import { runSeeds } from "../test/support/simulator/run-seeds.ts";
import { median, type Ratio } from "./ratio.ts";

const ROUNDS = 5;
const SEEDS = 60;
const OPERATIONS_EACH = 500;
const GOAL = 5_000;

/**
 * R10: operations a second that the simulator plays with all its faults on all processors, its start and the
 * checks at the end of each seed included. Its peer plays the same seeds while nothing goes wrong. In
 * alternating rounds, each on seeds of its own: so many that a round lasts some ten seconds, of which starting two
 * workers takes less than one.
 */
export async function simulatedOperations(): Promise<Ratio> {
  const withFaults: number[] = [];
  const calm: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const from = 1 + round * SEEDS;
    withFaults.push(await perSecond(from, false));
    calm.push(await perSecond(from, true));
  }
  const [value, peer] = [median(withFaults), median(calm)];
  return {
    value,
    unit: "operations/s",
    peer,
    goal: GOAL,
    met: value >= GOAL,
    detail: {
      toCalm: value / peer,
      seeds: SEEDS,
      operationsEach: OPERATIONS_EACH,
      rounds: ROUNDS,
    },
  };
}

async function perSecond(from: number, isCalm: boolean): Promise<number> {
  const startedAt = performance.now();
  const run = { from, seeds: SEEDS, operations: OPERATIONS_EACH, isCalm };
  const { operationCount, broken } = await runSeeds(run);
  if (broken !== undefined) throw new Error(`seed ${broken.seed} broke: ${broken.broken?.what}`);
  return (operationCount * 1_000) / (performance.now() - startedAt);
}
