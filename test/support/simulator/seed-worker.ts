// Plays its share of the seeds in a thread of its own.
import { parentPort, workerData } from "node:worker_threads";
import * as z from "zod";
import { simulateSeed } from "./simulate-seed.ts";
import { buildStage } from "./world/stage.ts";

const Share = z.object({ seeds: z.array(z.int()), operations: z.int(), isCalm: z.boolean() });

const { seeds, ...options } = Share.parse(workerData);
const stage = await buildStage();
for (const seed of seeds) {
  const report = await simulateSeed(stage, seed, options);
  parentPort?.postMessage(report);
  if (report.broken !== undefined) break;
}
