import { availableParallelism, tmpdir } from "node:os";
import { join } from "node:path";
import { Worker } from "node:worker_threads";
import { countOf, type FaultReport, sumOfFaults } from "./engine/faults.ts";
import type { SeedOptions, SeedReport } from "./simulate-seed.ts";

export interface SeedsToRun {
  readonly from: number;
  readonly seeds: number;
  /** Operations of each seed. */
  readonly operations: number;
  /** Nothing goes wrong: to see what the faults cost. */
  readonly isCalm?: boolean;
  readonly onReport?: (report: SeedReport) => void;
}

export interface RunReport {
  readonly seedCount: number;
  readonly operationCount: number;
  readonly faultCount: number;
  readonly faults: FaultReport;
  readonly seen: SeedReport["seen"];
  /** Of the seeds that broke something, the first. */
  readonly broken: SeedReport | undefined;
}

/** Plays seeds on all processors. After a broken one, no higher seed is begun. */
export async function runSeeds(run: SeedsToRun): Promise<RunReport> {
  const { from, seeds, operations, isCalm = false } = run;
  const workers = Math.min(seeds, availableParallelism());
  const all = Array.from({ length: seeds }, (_, index) => from + index);
  const shares = Array.from({ length: workers }, (_, place) => ({
    operations,
    isCalm,
    seeds: all.filter((seed) => seed % workers === place),
  }));
  const reports: SeedReport[] = [];
  let lowestBroken = Infinity;
  const take = (report: SeedReport): boolean => {
    reports.push(report);
    run.onReport?.(report);
    if (report.broken !== undefined) lowestBroken = Math.min(lowestBroken, report.seed);
    return report.seed < lowestBroken;
  };
  await Promise.all(shares.map((share) => playShare(share, take)));
  return sumOf(reports);
}

/** What threads have compiled once, the next ones load. */
const COMPILED = join(tmpdir(), "xiaowai-simulator-compiled");
/** Room for what a story makes and forgets at once, so that it is seldom swept. */
const YOUNG_MB = 64;

/** @param take answers whether the share is to go on */
function playShare(
  share: Pick<SeedOptions, "operations" | "isCalm"> & { readonly seeds: readonly number[] },
  take: (report: SeedReport) => boolean,
): Promise<void> {
  const worker = new Worker(new URL("./seed-worker.ts", import.meta.url), {
    workerData: share,
    execArgv: [],
    env: { ...process.env, NODE_COMPILE_CACHE: COMPILED },
    resourceLimits: { maxYoungGenerationSizeMb: YOUNG_MB },
  });
  return new Promise((resolve, reject) => {
    worker.on("message", (report: SeedReport) => {
      if (!take(report)) void worker.terminate();
    });
    worker.on("error", reject);
    worker.on("exit", () => resolve());
  });
}

function sumOf(reports: readonly SeedReport[]): RunReport {
  const total = (part: (report: SeedReport) => number): number =>
    reports.reduce((sum, report) => sum + part(report), 0);
  const faults = sumOfFaults(reports.map((report) => report.faults));
  const broken = reports.filter((report) => report.broken !== undefined);
  return {
    seedCount: reports.length,
    operationCount: total((report) => report.operationCount),
    faultCount: countOf(faults),
    faults,
    seen: sumOfSeen(reports),
    broken: broken.toSorted((a, b) => a.seed - b.seed)[0],
  };
}

const sumOfSeen = (reports: readonly SeedReport[]): SeedReport["seen"] =>
  reports
    .map(({ seen }) => seen)
    .reduce((sum, seen) => {
      const names = Object.keys(seen) as (keyof SeedReport["seen"])[];
      return {
        ...seen,
        ...Object.fromEntries(names.map((name) => [name, sum[name] + seen[name]])),
      };
    });

/** What a person needs to see a failure again. */
export function describeBroken(
  { seed, operationCount, broken }: SeedReport,
  operations: number,
): string {
  const command = `npm run simulate -- --from ${seed} --seeds 1 --ops ${operations}`;
  return [
    `seed ${seed}, after ${operationCount} operations: ${broken?.what ?? "nothing is broken"}`,
    "the last that happened:",
    ...(broken?.last ?? []).map((line) => `  ${line}`),
    `see it again: ${command}`,
  ].join("\n");
}

export const closingLine = ({ seedCount, operationCount, faultCount, broken }: RunReport): string =>
  `${seedCount} seeds, ${operationCount} operations, ${faultCount} faults injected, ` +
  `${broken === undefined ? 0 : 1} invariants broken`;
