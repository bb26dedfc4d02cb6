import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { calendarItem, unitItems } from "../../adapters/reference-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import { type Item, StoreUnavailable, type Table } from "../../adapters/table/table.ts";
import { calendarDays2026 } from "../../domain/reference/calendar-data.ts";
import { buildOrgUnits, type DivisionData } from "../../domain/reference/division.ts";
import { divisionData } from "../../domain/reference/division-data.ts";
import type { Kit } from "../kit/deps.ts";
import { inParallel } from "../kit/in-parallel.ts";
import type { OperatorTaskOf } from "../kit/task.ts";
import type { seedReference as contract } from "./contracts.ts";

const ITEMS_A_COMMIT = 100;
const COMMITS_AT_ONCE = 8;
/** A table that is new takes 4,000 units a second, less than this asks for: it then waits and goes on. */
const PATIENCE = { attempts: 60, pauseMs: 1000 };

interface SeedOptions {
  readonly divisions?: () => DivisionData;
  readonly wait?: (milliseconds: number) => Promise<unknown>;
}

/**
 * Writes the reference data, each set of it once: a mark with the digest of the set is written last, so
 * that a seed which was interrupted starts over, and one that is in is skipped.
 */
export const seedReference = (
  { table, now }: Kit,
  { divisions = divisionData, wait = pause }: SeedOptions = {},
): OperatorTaskOf<typeof contract> => {
  const commit = patiently(table, wait);

  async function seedSet(name: string, items: readonly Item[]): Promise<"written" | "in-already"> {
    const digest = createHash("sha256").update(JSON.stringify(items)).digest("hex");
    const mark = await table.get(keys.seed(name));
    if (mark?.["digest"] === digest) return "in-already";
    const parts: Item[][] = [];
    for (let first = 0; first < items.length; first += ITEMS_A_COMMIT)
      parts.push(items.slice(first, first + ITEMS_A_COMMIT));
    await inParallel(parts, COMMITS_AT_ONCE, commit);
    await commit([
      { ...keys.seed(name), type: "seed", digest, itemCount: items.length, at: now() },
    ]);
    return "written";
  }

  return async () => ({
    divisions: await seedSet("divisions", buildOrgUnits(divisions()).flatMap(unitItems)),
    calendar2026: await seedSet("calendar-2026", calendarDays2026().map(calendarItem)),
  });
};

/** Puts items, and while the table is too busy waits for it. The same items again do no harm. */
function patiently(table: Table, wait: (milliseconds: number) => Promise<unknown>) {
  return async (items: readonly Item[]): Promise<void> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await table.commit(items.map((item) => ({ kind: "put", item })));
        return;
      } catch (error) {
        if (!(error instanceof StoreUnavailable) || attempt >= PATIENCE.attempts) throw error;
        await wait(PATIENCE.pauseMs);
      }
    }
  };
}
