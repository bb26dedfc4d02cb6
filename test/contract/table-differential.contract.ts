import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createMemoryTable } from "../../adapters/table/memory-table.ts";
import { CommitRefused, INDEXES } from "../../adapters/table/table.ts";
import type { Condition, IndexName, Key, Table, Write } from "../../adapters/table/table.ts";
import { freshPartition, readAll } from "./table-fixture.ts";
import { TEST_PROJECTIONS } from "./table.contract.ts";
import type { TableUnderTest } from "./table.contract.ts";

const PARTITIONS = ["left", "right"];
const SORT_KEYS = ["a", "b", "，", "𠮷"];

const key = fc.record({ pk: fc.constantFrom(...PARTITIONS), sk: fc.constantFrom(...SORT_KEYS) });
const count = fc.integer({ min: -2, max: 4 });
const name = fc.constantFrom("", "x", "y", "，", "𠮷");
const attribute = fc.constantFrom("count", "name", "missing");

const simple: fc.Arbitrary<Condition> = fc.oneof(
  fc.constantFrom<Condition>({ kind: "absent" }, { kind: "present" }),
  fc.record({ kind: fc.constant("attribute-absent" as const), attribute }),
  fc.record({
    kind: fc.constantFrom("equals" as const, "differs" as const),
    attribute,
    value: fc.oneof(count, name, fc.constant(null)),
  }),
  fc.record({
    kind: fc.constantFrom("below" as const, "at-least" as const),
    attribute,
    value: fc.oneof(count, name),
  }),
);
const groupOf = (part: fc.Arbitrary<Condition>): fc.Arbitrary<Condition> =>
  fc.record({
    kind: fc.constantFrom("all" as const, "any" as const),
    of: fc.array(part, { minLength: 1, maxLength: 3 }),
  });
const flat = fc.oneof(simple, groupOf(simple));
const condition = fc.oneof(flat, groupOf(flat));
const maybe = fc.option(condition, { nil: undefined });
const guarded = (write: Write, guard: Condition | undefined): Write =>
  guard === undefined ? write : { ...write, condition: guard };

/** Commands that are well formed; whether they succeed depends on what went before. */
const write: fc.Arbitrary<Write> = fc.oneof(
  fc.tuple(key, count, name, fc.boolean(), maybe).map(([at, n, s, isIndexed, guard]) =>
    guarded(
      {
        kind: "put",
        item: { ...at, type: "thing", count: n, name: s, ...(isIndexed ? indexKeys(at) : {}) },
      },
      guard,
    ),
  ),
  fc
    .tuple(key, count, name, fc.subarray(["note", "gsi1pk", "gsi2sk"]), maybe)
    .map(([at, n, s, remove, guard]) =>
      guarded(
        {
          kind: "update",
          key: at,
          set: { type: "thing", name: s },
          add: { count: n },
          remove,
        },
        guard,
      ),
    ),
  fc.tuple(key, maybe).map(([at, guard]) => guarded({ kind: "delete", key: at }, guard)),
  fc.record({ kind: fc.constant("check" as const), key, condition }),
);
const commit = fc.uniqueArray(write, {
  minLength: 1,
  maxLength: 4,
  selector: (one) =>
    JSON.stringify(one.kind === "put" ? [one.item.pk, one.item.sk] : [one.key.pk, one.key.sk]),
});

/** Sort keys in an index that no two items share: DynamoDB leaves the order of equals open. */
function indexKeys(at: Key): Readonly<Record<string, string>> {
  const keys: Record<string, string> = {};
  for (const { pk, sk } of Object.values(INDEXES)) {
    keys[pk] = "shared";
    keys[sk] = `${at.sk}#${at.pk}`;
  }
  return keys;
}

/** Moves a command into partitions of one run. */
function placed(run: string, command: Write): Write {
  if (command.kind !== "put") {
    return { ...command, key: { ...command.key, pk: `${run}#${command.key.pk}` } };
  }
  const { item } = command;
  const keys: Record<string, string> = {};
  for (const { pk } of Object.values(INDEXES)) {
    if (item[pk] !== undefined) keys[pk] = `${run}#shared`;
  }
  const { type, sk } = item;
  return { ...command, item: { ...item, ...keys, type, sk, pk: `${run}#${item.pk}` } };
}

const outcomeOf = async (table: Table, commands: readonly Write[]) =>
  table.commit(commands).then(
    () => "committed" as const,
    (error: unknown) => {
      if (error instanceof CommitRefused) return error.failed;
      throw error;
    },
  );

async function contentsOf(table: Table, run: string) {
  const reads = PARTITIONS.flatMap((pk) => [
    readAll(table, { pk: `${run}#${pk}`, limit: 3 }),
    readAll(table, { pk: `${run}#${pk}`, backwards: true, sk: { from: "b", to: "，" } }),
  ]);
  const names: readonly IndexName[] = ["gsi1", "gsi2", "due"];
  const indexReads = names.map((index) => readAll(table, { index, pk: `${run}#shared`, limit: 2 }));
  return (await Promise.all([...reads, ...indexReads])).map(({ items }) => items);
}

/** Any sequence of commands has the same outcomes and leaves the same items as on the memory driver. */
export function differentialContract(open: () => TableUnderTest): void {
  describe("beside the memory driver", () => {
    it("answers any sequence of commits alike and stores alike", async () => {
      const memory = createMemoryTable({ now: () => 0, projections: TEST_PROJECTIONS });
      await fc.assert(
        fc.asyncProperty(fc.array(commit, { minLength: 5, maxLength: 25 }), async (commits) => {
          const { table, setNow } = open();
          setNow(0);
          const run = freshPartition();
          for (const commands of commits) {
            const here = commands.map((command) => placed(run, command));
            expect(await outcomeOf(table, here)).toEqual(await outcomeOf(memory, here));
          }
          expect(await contentsOf(table, run)).toEqual(await contentsOf(memory, run));
        }),
        { numRuns: 40, seed: 20_260_302 },
      );
    });
  });
}
