import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { LocalDate } from "../../domain/shared/time.ts";

const Run = z.object({
  run: z.int().min(1),
  /** The day on which each story began. */
  days: z.record(z.string(), LocalDate).default({}),
});
type Run = z.infer<typeof Run>;

/**
 * Which run of the demo this is, and the day on which each of its stories began. A run that was interrupted keeps
 * them, and with them its idempotency keys and requests: the next one goes on where it ended.
 */
export interface RunRecord {
  readonly run: number;
  /** @param today when the story begins, unless it has begun before */
  readonly dayOf: (story: string, today: LocalDate) => LocalDate;
  /** The story is told: the next one is another run. */
  readonly finish: () => void;
}

export function openRun(dataDir: string): RunRecord {
  const file = join(dataDir, "demo-run.json");
  const kept: unknown = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : { run: 1 };
  const { run, days } = Run.parse(kept);
  const keep = (state: Run): void => {
    rmSync(file, { force: true });
    writeFileSync(file, JSON.stringify(state));
  };
  return {
    run,
    dayOf: (story, today) => {
      const day = (days[story] ??= today);
      keep({ run, days });
      return day;
    },
    finish: () => {
      keep({ run: run + 1, days: {} });
    },
  };
}
