import { describe, expect, it } from "vitest";
import type { Condition, Item } from "../../adapters/table/table.ts";
import { freshPartition, item, put, refusalOf } from "./table-fixture.ts";
import type { TableUnderTest } from "./table.contract.ts";

const stored = { count: 5, name: "b", flag: true, nothing: null } as const;

const equals = (attribute: string, value: string | number | boolean | null): Condition => ({
  kind: "equals",
  attribute,
  value,
});
const differs = (attribute: string, value: string | number | null): Condition => ({
  kind: "differs",
  attribute,
  value,
});
const below = (attribute: string, value: string | number): Condition => ({
  kind: "below",
  attribute,
  value,
});
const atLeast = (attribute: string, value: string | number): Condition => ({
  kind: "at-least",
  attribute,
  value,
});
const without = (attribute: string): Condition => ({ kind: "attribute-absent", attribute });
const all = (...of: Condition[]): Condition => ({ kind: "all", of });
const any = (...of: Condition[]): Condition => ({ kind: "any", of });

/** Each condition, whether it holds on the stored item, and whether it holds where no item is. */
const cases: readonly [condition: Condition, onItem: boolean, onNothing: boolean][] = [
  [{ kind: "absent" }, false, true],
  [{ kind: "present" }, true, false],
  [equals("count", 5), true, false],
  [equals("count", 6), false, false],
  [equals("count", "5"), false, false],
  [equals("name", "b"), true, false],
  [equals("flag", true), true, false],
  [equals("flag", false), false, false],
  [equals("nothing", null), true, false],
  [equals("count", null), false, false],
  [equals("missing", 1), false, false],
  [equals("missing", null), false, false],
  [differs("count", 6), true, false],
  [differs("count", 5), false, false],
  [differs("count", "5"), true, false],
  [differs("count", null), true, false],
  [differs("missing", 1), false, false],
  [below("count", 6), true, false],
  [below("count", 5), false, false],
  [below("name", "c"), true, false],
  [below("name", "b"), false, false],
  [below("count", "9"), false, false],
  [below("name", 9), false, false],
  [below("missing", 1), false, false],
  [atLeast("count", 5), true, false],
  [atLeast("count", 4.5), true, false],
  [atLeast("count", 6), false, false],
  [atLeast("name", "b"), true, false],
  [atLeast("name", "c"), false, false],
  [atLeast("flag", 0), false, false],
  [atLeast("missing", -1), false, false],
  [without("missing"), true, true],
  [without("count"), false, true],
  [without("nothing"), false, true],
  [all(equals("count", 5), equals("name", "b")), true, false],
  [all(equals("count", 5), equals("name", "x")), false, false],
  [any(equals("count", 6), equals("name", "b")), true, false],
  [any(equals("count", 6), equals("name", "x")), false, false],
  [any({ kind: "absent" }, below("count", 6)), true, true],
  [any({ kind: "absent" }, below("count", 5)), false, true],
  [all(any(equals("count", 6), without("missing")), { kind: "present" }), true, false],
  [any(all(equals("count", 6), equals("name", "b")), all(without("x"), without("y"))), true, true],
];

export function conditionContract(open: () => TableUnderTest): void {
  describe("conditions", () => {
    it.each(cases)("decide %j on an item as %s and on nothing as %s", async (...given) => {
      const [condition, holdsOnItem, holdsOnNothing] = given;
      const { table } = open();
      const thing = item({ pk: freshPartition(), sk: "thing" }, stored);
      const missing = { pk: thing.pk, sk: "missing" };
      await table.commit([put(thing)]);
      const found = await heldBy(condition, thing, holdsOnItem);
      expect(found).toEqual(holdsOnItem ? [] : [{ index: 0, found: thing }]);
      expect(await heldBy(condition, missing, holdsOnNothing)).toEqual(
        holdsOnNothing ? [] : [{ index: 0 }],
      );

      async function heldBy(of: Condition, { pk, sk }: { pk: string; sk: string }, holds: boolean) {
        const checking = table.commit([{ kind: "check", key: { pk, sk }, condition: of }]);
        if (!holds) return (await refusalOf(checking)).failed;
        await checking;
        return [];
      }
    });

    it("compare strings by their UTF-8 bytes, not by their UTF-16 units", async () => {
      const { table } = open();
      const thing = item({ pk: freshPartition(), sk: "thing" }, { name: "，" });
      await table.commit([put(thing)]);
      const key = { pk: thing.pk, sk: thing.sk };
      await table.commit([{ kind: "check", key, condition: below("name", "𠮷") }]);
      await refusalOf(table.commit([{ kind: "check", key, condition: atLeast("name", "𠮷") }]));
    });

    it("guard a put, an update and a delete alike", async () => {
      const { table } = open();
      const thing: Item = item({ pk: freshPartition(), sk: "thing" }, stored);
      const key = { pk: thing.pk, sk: thing.sk };
      await table.commit([put(thing)]);
      const condition = equals("count", 6);
      const changed = item(key, { count: 7 });
      const refusals = [
        await refusalOf(table.commit([{ kind: "put", item: changed, condition }])),
        await refusalOf(
          table.commit([{ kind: "update", key, set: { type: "thing", count: 7 }, condition }]),
        ),
        await refusalOf(table.commit([{ kind: "delete", key, condition }])),
      ];
      expect(refusals.map((refusal) => refusal.failed)).toEqual(
        refusals.map(() => [{ index: 0, found: thing }]),
      );
      expect(await table.get(key)).toEqual(thing);
      await table.commit([{ kind: "put", item: changed, condition: equals("count", 5) }]);
      await table.commit([
        { kind: "update", key, add: { count: 1 }, condition: equals("count", 7) },
      ]);
      expect(await table.get(key)).toEqual({ ...changed, count: 8 });
      await table.commit([{ kind: "delete", key, condition: equals("count", 8) }]);
      expect(await table.get(key)).toBeUndefined();
    });
  });
}
