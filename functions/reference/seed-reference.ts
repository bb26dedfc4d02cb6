import { createHash } from "node:crypto";
import { setTimeout as pause } from "node:timers/promises";
import { aggregates } from "../../adapters/aggregates.ts";
import { unitItems } from "../../adapters/reference-items.ts";
import { calendarYearKind, ruleBookKind } from "../../adapters/repositories/reference-kinds.ts";
import { rulePackChange } from "../../adapters/rule-packs.ts";
import { keys } from "../../adapters/table/keys.ts";
import { type Item, StoreUnavailable, type Table } from "../../adapters/table/table.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { calendarYear2026 } from "../../domain/reference/calendar-data.ts";
import { calendarCorrected } from "../../domain/reference/calendar-year.ts";
import { buildOrgUnits, type DivisionData } from "../../domain/reference/division.ts";
import { divisionData } from "../../domain/reference/division-data.ts";
import { builtInPacks } from "../../domain/reference/local-rule-packs.ts";
import { adoptPack } from "../../domain/reference/rule-book.ts";
import type { RequestContext } from "../kit/context.ts";
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

type Outcome = "written" | "in-already";

/**
 * Writes the reference data, each set of it once. Divisions: a mark with the digest of the set is written last,
 * so that a seed which was interrupted starts over, and one that is in is skipped. The calendar and the rules
 * change by decision of two officers: a seed adds what is missing and leaves what they decided alone.
 */
export const seedReference = (
  { table, now }: Kit,
  { divisions = divisionData, wait = pause }: SeedOptions = {},
): OperatorTaskOf<typeof contract> => {
  const patient = patiently(table, wait);
  const years = aggregates(table, calendarYearKind);
  const books = aggregates(table, ruleBookKind);
  const commit = (items: readonly Item[]) =>
    patient.commit(items.map((item) => ({ kind: "put", item })));

  async function seedCalendar(context: RequestContext): Promise<Outcome> {
    const year = calendarYear2026();
    if ((await years.find(String(year.year))) !== undefined) return "in-already";
    await commitCommand(patient, context, years.create(year, calendarCorrected(year), context), {});
    return "written";
  }

  async function seedRulePacks(context: RequestContext): Promise<Outcome> {
    let outcome: Outcome = "in-already";
    for (const builtIn of builtInPacks) {
      const found = await books.find(builtIn.unitId);
      if (found?.state.versions.includes(builtIn.version) === true) continue;
      const { book, pack, event } = adoptPack(found?.state, builtIn);
      const changes =
        found === undefined
          ? books.create(book, event, context)
          : books.change(found, book, event, context);
      await commitCommand(patient, context, [...changes, rulePackChange(pack)], {});
      outcome = "written";
    }
    return outcome;
  }

  async function seedSet(name: string, items: readonly Item[]): Promise<Outcome> {
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

  return async (_input, context) => ({
    divisions: await seedSet("divisions", buildOrgUnits(divisions()).flatMap(unitItems)),
    calendar2026: await seedCalendar(context),
    rulePacks: await seedRulePacks(context),
  });
};

/** The table, waited for while it is too busy. What the seed writes may be written again and do no harm. */
function patiently(table: Table, wait: (milliseconds: number) => Promise<unknown>): Table {
  return {
    ...table,
    async commit(writes) {
      for (let attempt = 1; ; attempt += 1) {
        try {
          await table.commit(writes);
          return;
        } catch (error) {
          if (!(error instanceof StoreUnavailable) || attempt >= PATIENCE.attempts) throw error;
          await wait(PATIENCE.pauseMs);
        }
      }
    },
  };
}
