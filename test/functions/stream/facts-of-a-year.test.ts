import { beforeAll, describe, expect, it } from "vitest";
import type { Entry } from "../../../adapters/journal.ts";
import { factsOf } from "../../../adapters/repositories/facts-items.ts";
import type { Item } from "../../../adapters/table/table.ts";
import { createMemoryTable, type MemoryTable } from "../../../adapters/table/memory-table.ts";
import { calendarOf } from "../../../domain/reference/calendar-year.ts";
import { type FactHistory, historyOf } from "../../../domain/risk/history.ts";
import { FACT_NAMES, type FactName } from "../../../domain/shared/fact-names.ts";
import { addDays } from "../../../domain/shared/time.ts";
import { inParallel } from "../../../functions/kit/in-parallel.ts";
import { InstitutionId } from "../../../domain/shared/ids.ts";
import { projectFacts } from "../../../functions/stream/project-facts.ts";
import { rebuildFacts } from "../../../functions/stream/rebuild-facts.ts";
import { factItems } from "../../support/fact-items.ts";
import { answersLost, deliverUntilDone, disordered, inBatches } from "../../support/disorder.ts";
import { playSheet } from "../../support/risk-world/play-sheet.ts";
import { DAY_COUNT, FIRST_DATE } from "../../support/risk-world/season.ts";
import { twentyOfTheWorld } from "../../support/risk-world/twenty.ts";
import { seededChance } from "../../support/simulator/engine/chance.ts";
import { readerOf, streamBatch } from "../../support/stream.ts";

/** Twenty institutions of the invented world and their year, told as entries of the platform. */

const DELIVERIES = 200_000;
/** As many batches at once as a stream has shards. */
const SHARDS = 4;
/** One commit in so many is done, and its answer lost. */
const LOST_EACH = 50;
const COMMIT = 100;
/** So many of the institutions are rebuilt. */
const REBUILT = 3;
const year = { from: FIRST_DATE, to: addDays(FIRST_DATE, DAY_COUNT - 1) };

interface Told {
  readonly institutionId: string;
  readonly sheet: FactHistory;
}

let table: MemoryTable;
let entries: readonly Entry[];
let told: readonly Told[];

beforeAll(async () => {
  table = createMemoryTable();
  const played = twentyOfTheWorld().map(({ institution, history }) => ({
    sheet: history,
    ...playSheet(history, institution.number),
  }));
  told = played;
  entries = played.flatMap((one) => one.entries).toSorted((a, b) => a.at - b.at);
  const items = streamItems();
  for (let at = 0; at < items.length; at += COMMIT)
    await table.commit(items.slice(at, at + COMMIT).map((item) => ({ kind: "put", item })));
}, 60_000);

/** The entries as they lie in the table. */
const streamItems = (): readonly Item[] => entries.map((entry) => ({ ...entry }) as Item);

/** What a sheet counts apart, and the journals as a part of something else. */
const PART_OF: Readonly<Partial<Record<FactName, FactName>>> = {
  // What is found untaught was disputed before.
  disputedCount: "untaughtConfirmedCount",
  // A report of a sale outside the platform is a complaint, filed and concluded.
  complaintFiledCount: "offPlatformReportCount",
  complaintConcludedCount: "offPlatformReportCount",
};

const expected = (sheet: FactHistory, fact: FactName): readonly number[] => {
  const part = PART_OF[fact];
  return Array.from(
    sheet.column(fact),
    (value, index) => value + (part === undefined ? 0 : (sheet.column(part)[index] ?? 0)),
  );
};

/** The sheet of an institution with a deposit says nothing of custody, where its orders' money lies in the journals. */
const isTold = (sheet: FactHistory, fact: FactName): boolean =>
  fact !== "custodyBalanceFen" || sheet.column("depositFloorFen").every(Number.isNaN);

async function expectTheSheets(): Promise<void> {
  for (const { institutionId, sheet } of told) {
    const items = await factsOf(table, institutionId, year);
    const { column } = historyOf(items, calendarOf([]), year);
    for (const fact of FACT_NAMES.filter((one) => isTold(sheet, one)))
      expect([institutionId, fact, ...column(fact)]).toEqual([
        ...[institutionId, fact],
        ...expected(sheet, fact),
      ]);
  }
}

describe("two hundred thousand entries, repeated and in any order", () => {
  it("lead to the facts of the sheets, day by day", async () => {
    const chance = seededChance(20_260_302);
    const flaky = answersLost(table, LOST_EACH);
    const project = readerOf(projectFacts, flaky);
    const batches = inBatches(disordered(entries, DELIVERIES, chance), chance);
    const delivered = await inParallel(batches, SHARDS, (batch) =>
      deliverUntilDone(project, streamBatch(batch).Records),
    );
    expect(delivered.reduce((sum, count) => sum + count, 0)).toBeGreaterThan(DELIVERIES);
    expect(flaky.commits()).toBeGreaterThan(told.length * DAY_COUNT);
    await expectTheSheets();
  }, 300_000);

  it("are rebuilt from the journals item by item", async () => {
    for (const { institutionId } of told.slice(0, REBUILT)) {
      const before = factItems(table, institutionId);
      expect(before.length).toBeGreaterThan(DAY_COUNT);
      const context = {} as Parameters<ReturnType<typeof rebuildFacts>>[1];
      const id = InstitutionId.parse(institutionId);
      const rebuilt = await rebuildFacts({ table })({ institutionId: id }, context);
      expect(rebuilt).toMatchObject({ generation: 2, notFolded: [] });
      expect(factItems(table, institutionId)).toEqual(before);
    }
    await expectTheSheets();
  }, 60_000);
});
