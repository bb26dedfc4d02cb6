import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { foldJournals, tellingJournals } from "../../../adapters/facts-projection.ts";
import { Entry } from "../../../adapters/journal.ts";
import { factsOf } from "../../../adapters/repositories/facts-items.ts";
import { keys } from "../../../adapters/table/keys.ts";
import { createMemoryTable, type MemoryTable } from "../../../adapters/table/memory-table.ts";
import type { Item, Query, Table } from "../../../adapters/table/table.ts";
import { InstitutionId } from "../../../domain/shared/ids.ts";
import { localDate } from "../../../domain/shared/time.ts";
import { projectEntries } from "../../../functions/stream/project-entries.ts";
import { rebuildFacts } from "../../../functions/stream/rebuild-facts.ts";
import { answersLost } from "../../support/disorder.ts";
import { factItems } from "../../support/fact-items.ts";
import { earnLesson, lessonCalls } from "../../support/lessons.ts";
import { inTurns } from "../../support/projections.ts";
import { entryItems, NO_LOG, streamBatch } from "../../support/stream.ts";
import { taughtClass, type TaughtClass } from "../../support/taught-class.ts";

const FAMILIES = 4;

let world: TaughtClass;
let entries: readonly Item[];
let institutionId: InstitutionId;

beforeAll(async () => {
  world = await taughtClass(FAMILIES);
  institutionId = InstitutionId.parse(world.institutionId);
  await earnLesson(lessonCalls(world.kit, world.classId), world.teacher, world.families);
  entries = entryItems(world.kit.table.stream().map((record) => record.after));
});

async function projected(some: readonly Item[] = entries): Promise<MemoryTable> {
  const table = createMemoryTable();
  for (const item of entries) await table.commit([{ kind: "put", item }]);
  await projectEntries({ table, log: NO_LOG })(streamBatch(some));
  return table;
}

/** Only the store is used of a kit, and nothing of the call. */
const rebuild = (table: Table) => rebuildFacts({ table })({ institutionId }, {} as never);

const span = { from: localDate("2026-03-01"), to: localDate("2026-03-31") };

describe("the facts of an institution, rebuilt from its journals", () => {
  it("are item by item what the projector had made of them", async () => {
    const table = await projected();
    const before = factItems(table, institutionId);
    // Of the orders, the class and the institution; its balance, deposit and local price, which have none, are looked for.
    const journalCount = FAMILIES + 5;
    const rebuilt = { institutionId, generation: 2, notFolded: [], journalCount };
    expect(await rebuild(table)).toEqual(rebuilt);
    expect(factItems(table, institutionId)).toEqual(before);
    expect(before.length).toBeGreaterThan(entries.length / 4);
  });

  it("mend what was lost and what was wrong, and tell nobody", async () => {
    const table = await projected();
    const right = await factsOf(table, institutionId, span);
    const [first, second] = table.all().filter(({ type }) => type === "facts");
    if (first === undefined || second === undefined) throw new Error("there are two days");
    await table.commit([
      { kind: "delete", key: { pk: first.pk, sk: first.sk } },
      { kind: "put", item: { ...second, values: { orderCount: 99 } } },
    ]);
    const written = table.stream().length;
    await rebuild(table);
    expect(await factsOf(table, institutionId, span)).toEqual(right);
    const days = table
      .stream()
      .slice(written)
      .map((record) => record.after);
    const told = days.filter(
      (day) => day?.type === "facts" && JSON.stringify(day["changed"]) !== "[]",
    );
    expect(told).toEqual([]);
  });

  it("hold orders that the projector has not seen, found by their positions", async () => {
    const table = await projected([]);
    expect(await factsOf(table, institutionId, span)).toEqual([]);
    const ofOrders = entries.filter((entry) => entry["aggregateType"] === "enrolment");
    await projectEntries({ table, log: NO_LOG })(streamBatch(ofOrders));
    const all = await factsOf(table, institutionId, span);
    for (const { pk, sk } of table.all().filter(({ pk }) => pk.startsWith("FCT#")))
      await table.commit([{ kind: "delete", key: { pk, sk } }]);
    await rebuild(table);
    expect(await factsOf(table, institutionId, span)).toEqual(all);
  });

  it("miss nothing that the projector folds meanwhile", async () => {
    const whole = await factsOf(await projected(), institutionId, span);
    await fc.assert(
      fc.asyncProperty(fc.scheduler(), fc.nat(entries.length - 1), async (scheduler, seen) => {
        const plain = await projected(entries.slice(0, seen));
        const table = inTurns(plain, scheduler);
        const project = projectEntries({ table, log: NO_LOG });
        const run = async () => {
          for (let at = seen; at < entries.length; at += 3)
            await project(streamBatch(entries.slice(at, at + 3)));
        };
        await scheduler.waitFor(Promise.all([run(), rebuild(table)]));
        expect(await factsOf(plain, institutionId, span)).toEqual(whole);
      }),
      { numRuns: 30 },
    );
  });

  it("hold what a projector folded that had begun before and knew nothing of the rebuild", async () => {
    const isOfClass = (entry: Item) => entry["aggregateType"] === "class";
    const whole = await factsOf(await projected(), institutionId, span);
    const plain = await projected(entries.filter((entry) => !isOfClass(entry)));
    expect(await factsOf(plain, institutionId, span)).not.toEqual(whole);
    const journals = tellingJournals(entries.filter(isOfClass).map((item) => Entry.parse(item)));
    const place = { institutionId, generation: 1, announces: true };
    let isLate = true;
    const table: Table = {
      ...plain,
      query: async (query) => {
        const page = await plain.query(query);
        const listsShares = query.pk === keys.factsShares(institutionId, 1).pk;
        if (listsShares && isLate) await foldJournals(plain, place, journals);
        isLate &&= !listsShares;
        return page;
      },
    };
    await rebuild(table);
    expect(isLate).toBe(false);
    expect(await factsOf(plain, institutionId, span)).toEqual(whole);
  });

  it("are begun anew after an interruption, of which nothing is left", async () => {
    const plain = await projected();
    const before = factItems(plain, institutionId);
    for (let each = 1; each <= 4; each += 1)
      await rebuild(answersLost(plain, each)).catch((error: unknown) => {
        expect(String(error)).toContain("the answer was lost");
      });
    await rebuild(plain);
    expect(factItems(plain, institutionId)).toEqual(before);
  });

  it("are those of the later rebuild where two are under way", async () => {
    const plain = await projected();
    const before = factItems(plain, institutionId);
    let other: Promise<unknown> | undefined;
    const table = {
      ...plain,
      query: (query: Query) => {
        other ??= rebuild(plain);
        return other.then(() => plain.query(query));
      },
    };
    await expect(rebuild(table)).rejects.toThrow("a later rebuild of the facts");
    expect(factItems(plain, institutionId)).toEqual(before);
  });
});
