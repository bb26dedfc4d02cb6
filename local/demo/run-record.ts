import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { LocalDate } from "../../domain/shared/time.ts";

const Run = z.object({ run: z.int().min(1), beganOn: LocalDate.optional() });

/**
 * Which run of the demo this is, and the day on which it began. A run that was interrupted keeps both, and
 * with them its idempotency keys and requests: the next one goes on where it ended.
 */
export interface RunRecord {
  readonly run: number;
  readonly beganOn: LocalDate;
  /** The story is told: the next one is another run. */
  readonly finish: () => void;
}

export function openRun(dataDir: string, today: LocalDate): RunRecord {
  const file = join(dataDir, "demo-run.json");
  const kept = Run.parse(existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { run: 1 });
  const keep = (run: z.infer<typeof Run>): void => {
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify(run));
  };
  const { run, beganOn = today } = kept;
  keep({ run, beganOn });
  return {
    run,
    beganOn,
    finish: () => {
      keep({ run: run + 1 });
    },
  };
}
