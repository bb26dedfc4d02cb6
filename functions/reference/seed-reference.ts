import { createHash } from "node:crypto";
import { calendarItem, unitItems } from "../../adapters/reference-items.ts";
import { keys } from "../../adapters/table/keys.ts";
import type { Item, Table } from "../../adapters/table/table.ts";
import { calendarDays2026 } from "../../domain/reference/calendar-data.ts";
import { buildOrgUnits, type DivisionData } from "../../domain/reference/division.ts";
import { divisionData } from "../../domain/reference/division-data.ts";
import type { Kit } from "../kit/deps.ts";
import { inParallel } from "../kit/in-parallel.ts";
import type { OperatorTaskOf } from "../kit/task.ts";
import type { seedReference as contract } from "./contracts.ts";

const ITEMS_A_COMMIT = 100;
const COMMITS_AT_ONCE = 4;

/**
 * Writes the reference data, each set of it once: a mark with the digest of the set is written last, so
 * that a seed which was interrupted starts over, and one that is in is skipped.
 */
export const seedReference =
  (
    { table, now }: Kit,
    divisions: () => DivisionData = divisionData,
  ): OperatorTaskOf<typeof contract> =>
  async () => ({
    divisions: await seedSet(
      table,
      now(),
      "divisions",
      buildOrgUnits(divisions()).flatMap(unitItems),
    ),
    calendar2026: await seedSet(
      table,
      now(),
      "calendar-2026",
      calendarDays2026().map(calendarItem),
    ),
  });

async function seedSet(
  table: Table,
  at: number,
  name: string,
  items: readonly Item[],
): Promise<"written" | "in-already"> {
  const digest = createHash("sha256").update(JSON.stringify(items)).digest("hex");
  const mark = await table.get(keys.seed(name));
  if (mark?.["digest"] === digest) return "in-already";
  const commits: Item[][] = [];
  for (let first = 0; first < items.length; first += ITEMS_A_COMMIT)
    commits.push(items.slice(first, first + ITEMS_A_COMMIT));
  await inParallel(commits, COMMITS_AT_ONCE, (some) =>
    table.commit(some.map((item) => ({ kind: "put", item }))),
  );
  const seeded = { ...keys.seed(name), type: "seed", digest, itemCount: items.length, at };
  await table.commit([{ kind: "put", item: seeded }]);
  return "written";
}
