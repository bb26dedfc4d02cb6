import { describe, expect, it } from "vitest";
import * as z from "zod";
import { storable } from "../../adapters/aggregates.ts";
import type { Item, Table, Write } from "../../adapters/table/table.ts";
import { Balances, NO_MONEY } from "../../domain/custody/balances.ts";
import { describeBroken, runSeeds } from "../support/simulator/run-seeds.ts";
import { type SeedReport, simulateSeed } from "../support/simulator/simulate-seed.ts";
import { buildStage } from "../support/simulator/world/stage.ts";
import type { Tamper } from "../support/simulator/engine/story.ts";

const OPERATIONS = 500;
const stage = await buildStage();
const play = (seed: number, tamper?: Tamper): Promise<SeedReport> =>
  simulateSeed(stage, seed, { operations: OPERATIONS, ...(tamper && { tamper }) });

describe("two hundred seeds of five hundred operations, on a bad day", () => {
  it("break no invariant, and reach every end that money can come to", async () => {
    const report = await runSeeds({ from: 1, seeds: 200, operations: OPERATIONS });
    expect(report.broken && describeBroken(report.broken, OPERATIONS)).toBeUndefined();
    expect(report.seedCount).toBe(200);
    expect(report.operationCount).toBeGreaterThanOrEqual(200 * OPERATIONS);
    expect(report.faultCount).toBeGreaterThan(report.operationCount);
    expect(Math.min(...Object.values(report.seen))).toBeGreaterThan(200);
  }, 300_000);
});

describe("a seed", () => {
  it("gives the same story every time, and another seed another", async () => {
    const [first, again, other] = [await play(7), await play(7), await play(8)];
    expect(again).toEqual(first);
    expect(other.traceHash).not.toBe(first.traceHash);
  });

  it("gives the same story with other stories beside it", async () => {
    const alone = await play(9);
    const [beside] = await Promise.all([play(9), play(10)]);
    expect(beside).toEqual(alone);
  });
});

/** How a bug is planted: between one operation and its table, never in the product. */
interface Plant {
  readonly bug: string;
  readonly operation: string;
  /** What the operation believes to read. */
  readonly reads?: (item: Item) => Item;
  /** What of its writes reaches the table, and how. */
  readonly writes?: (write: Write) => readonly Write[];
  readonly found: RegExp;
}

const typeOf = (write: Write): string => (write.kind === "put" ? write.item.type : "");
const without =
  (type: string) =>
  (write: Write): readonly Write[] =>
    typeOf(write) === type ? [] : [write];
const withoutCondition = (write: Write): Write => {
  if (write.kind === "check") return write;
  const { condition: _unchecked, ...unconditional } = write;
  return unconditional;
};
/** The item as if its `status` were another. */
const believed =
  (type: string, found: readonly string[], status: string) =>
  (item: Item): Item => {
    if (item.type !== type) return item;
    const state = z.looseObject({ status: z.string() }).parse(item["state"]);
    return found.includes(state.status) ? { ...item, state: storable({ ...state, status }) } : item;
  };

/** An enrolment's head as if no money had left `earned` yet. */
function asIfEarned(item: Item): Item {
  if (item.type !== "enrolment") return item;
  const state = z.looseObject({ balances: Balances }).parse(item["state"]);
  const { earned, releasing } = state.balances;
  const balances = { ...state.balances, earned: earned + releasing, releasing: 0 };
  return { ...item, state: storable({ ...state, balances }) };
}

const plants: readonly Plant[] = [
  {
    bug: "a confirmation that keeps no idempotency record",
    operation: "confirmLesson",
    writes: without("stored-answer"),
    found: /confirmLesson .* is now refused: lesson\.already-confirmed/,
  },
  {
    bug: "a result that is posted without looking whether it was before",
    operation: "reportInstructionResult",
    reads: (item) =>
      believed(
        "lesson",
        ["released"],
        "releasing",
      )(believed("instruction", ["executed"], "sent")(item)),
    writes: (write) => [typeOf(write) === "lesson" ? withoutCondition(write) : write],
    found: /is released by .* and was by|releases \d+ fen where the bank paid/,
  },
  {
    bug: "a release that is instructed twice, under an id of its own each time",
    operation: "instructRelease",
    reads: (item) => asIfEarned(believed("lesson", ["releasing"], "confirmed")(item)),
    writes: (write) =>
      without("stored-answer")(typeOf(write) === "lesson" ? withoutCondition(write) : write),
    found: /earned falls to -\d+ fen|is released by .* and was by/,
  },
  {
    bug: "a seat that is taken without looking whether one is free",
    operation: "placeOrder",
    reads: (item) => (item.type === "class-seats" ? { ...item, taken: 0 } : item),
    writes: (write) => [
      write.kind === "update" && write.add?.["taken"] !== undefined
        ? { ...write, condition: { kind: "present" } }
        : write,
    ],
    found: /more pupils than seats/,
  },
  {
    bug: "an order that lapses and keeps its seat",
    operation: "actOnDue",
    writes: (write) =>
      write.kind === "update" && write.add?.["taken"] !== undefined ? [] : [write],
    found: /pupils on other many seats/,
  },
  {
    bug: "a return that is answered and stays on its way",
    operation: "reportReturnResult",
    writes: without("suspended-pay-in"),
    found: /pay-in .* is returning, and no task/,
  },
  {
    bug: "a position that counts an entry as often as it is delivered",
    operation: "projectPositions",
    reads: (item) =>
      item.type === "position-share" ? { ...item, sequence: 0, balances: NO_MONEY } : item,
    writes: (write) => [typeOf(write) === "position-share" ? withoutCondition(write) : write],
    found: /the position of/,
  },
];

const tamperOf =
  ({ operation, reads = (item) => item, writes = (write) => [write] }: Plant): Tamper =>
  (id, table): Table => {
    if (id !== operation) return table;
    const read = (item: Item | undefined) => item && reads(item);
    return {
      get: async (key, options) => read(await table.get(key, options)),
      getMany: async (keys) => (await table.getMany(keys)).map(reads),
      query: (query) => table.query(query),
      commit: (all) => table.commit(all.flatMap(writes)),
    };
  };

describe("the simulator", () => {
  it.each(plants)("finds $bug", async (plant) => {
    // The product's own guards may stop the bug first; that is not what is looked for.
    const findings: string[] = [];
    let seed = 0;
    while (seed < 40 && !plant.found.test(findings.at(-1) ?? "")) {
      seed += 1;
      findings.push((await play(seed, tamperOf(plant))).broken?.what ?? "nothing");
    }
    expect(findings.at(-1)).toMatch(plant.found);
    // Without the bug, the same seed breaks nothing.
    expect((await play(seed)).broken).toBeUndefined();
  });
});
