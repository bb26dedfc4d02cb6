import { describe, expect, it } from "vitest";
import type { Query } from "../../adapters/table/table.ts";
import { expectDefect, freshPartition, item, put, readAll } from "./table-fixture.ts";
import type { TableUnderTest } from "./table.contract.ts";

const SORT_KEYS = ["A#1", "A#2", "A#3", "B#1", "B#2", "课时#1"];

export function readContract(open: () => TableUnderTest): void {
  const filled = async () => {
    const { table } = open();
    const pk = freshPartition();
    // Written in another order than they are read.
    await table.commit([...SORT_KEYS].reverse().map((sk) => put(item({ pk, sk }))));
    const sortKeys = async (query: Omit<Query, "pk">) =>
      (await table.query({ pk, consistent: true, ...query })).items.map(({ sk }) => sk);
    return { table, pk, sortKeys };
  };

  describe("queries", () => {
    it("read a partition in the order of its sort keys", async () => {
      const { sortKeys } = await filled();
      expect(await sortKeys({})).toEqual(SORT_KEYS);
      expect(await sortKeys({ backwards: true })).toEqual([...SORT_KEYS].reverse());
    });

    it("read what begins alike", async () => {
      const { sortKeys } = await filled();
      expect(await sortKeys({ sk: { beginsWith: "A#" } })).toEqual(["A#1", "A#2", "A#3"]);
      expect(await sortKeys({ sk: { beginsWith: "课" } })).toEqual(["课时#1"]);
      expect(await sortKeys({ sk: { beginsWith: "C" } })).toEqual([]);
      const query = { sk: { beginsWith: "A#" }, backwards: true, limit: 2 };
      expect(await sortKeys(query)).toEqual(["A#3", "A#2"]);
    });

    it("read a range with both its ends", async () => {
      const { sortKeys } = await filled();
      expect(await sortKeys({ sk: { from: "A#2", to: "B#1" } })).toEqual(["A#2", "A#3", "B#1"]);
      expect(await sortKeys({ sk: { from: "A#11", to: "A#19" } })).toEqual([]);
      expect(await sortKeys({ sk: { from: "A#2", to: "A#2" } })).toEqual(["A#2"]);
    });

    it("sort by UTF-8 bytes", async () => {
      const { table } = open();
      const pk = freshPartition();
      const inOrder = ["a", "é", "课", "，", "𠮷"];
      await table.commit(["𠮷", "，", "a", "课", "é"].map((sk) => put(item({ pk, sk }))));
      expect((await table.query({ pk })).items.map(({ sk }) => sk)).toEqual(inOrder);
    });

    it.each([{ backwards: false }, { backwards: true }])(
      "page through everything once, backwards: $backwards",
      async ({ backwards }) => {
        const { table, pk } = await filled();
        const { items, pageCount } = await readAll(table, { pk, limit: 2, backwards });
        const expected = backwards ? [...SORT_KEYS].reverse() : SORT_KEYS;
        expect(items.map(({ sk }) => sk)).toEqual(expected);
        expect(pageCount).toBeGreaterThanOrEqual(3);
      },
    );

    it("give no place to go on from at the end of a range", async () => {
      const { table, pk } = await filled();
      const page = await table.query({ pk, limit: 7 });
      expect(page.items).toHaveLength(6);
      expect(page).not.toHaveProperty("next");
    });

    it("go on from a place whose item is gone", async () => {
      const { table, pk } = await filled();
      const { next = {} } = await table.query({ pk, limit: 2 });
      await table.commit([{ kind: "delete", key: { pk, sk: "A#2" } }]);
      const { items } = await table.query({ pk, after: next, limit: 1 });
      expect(items.map(({ sk }) => sk)).toEqual(["A#3"]);
    });

    it("read an unknown partition as empty", async () => {
      expect(await open().table.query({ pk: freshPartition() })).toEqual({ items: [] });
    });

    it("are refused where DynamoDB would refuse them", async () => {
      const { table, pk } = await filled();
      await expectDefect(table.query({ pk: "" }));
      await expectDefect(table.query({ pk, sk: { from: "b", to: "a" } }));
      await expectDefect(table.query({ pk, sk: { beginsWith: "" } }));
      await expectDefect(table.query({ pk, limit: 0 }));
      await expectDefect(table.query({ index: "gsi1", pk, consistent: true }));
    });
  });

  describe("reads of many keys", () => {
    it("leave out what is missing", async () => {
      const { table, pk } = await filled();
      const keys = ["A#1", "missing", "课时#1"].map((sk) => ({ pk, sk }));
      const found = await table.getMany(keys);
      expect(found.map(({ sk }) => sk).sort()).toEqual(["A#1", "课时#1"]);
      expect(await table.getMany([])).toEqual([]);
    });

    it("take 100 keys and refuse 101", async () => {
      const { table, pk } = await filled();
      const keys = Array.from({ length: 101 }, (_, n) => ({ pk, sk: `A#${n + 1}` }));
      expect(await table.getMany(keys.slice(0, 100))).toHaveLength(3);
      await expectDefect(table.getMany(keys));
      await expectDefect(table.getMany([...keys.slice(0, 2), ...keys.slice(0, 1)]));
    });
  });

  describe("expired items", () => {
    it("are left out of every read from their second on, and still meet conditions", async () => {
      const { table, setNow } = open();
      const pk = freshPartition();
      const expiresAtEpochSeconds = 1_772_413_200;
      const expiring = item({ pk, sk: "a" }, { expiresAtEpochSeconds });
      const lasting = item({ pk, sk: "b" });
      await table.commit([put(expiring), put(lasting)]);
      const readings = async () => [
        [await table.get(expiring)],
        [...(await table.getMany([expiring, lasting]))].sort((a, b) => (a.sk < b.sk ? -1 : 1)),
        (await table.query({ pk, consistent: true })).items,
      ];
      setNow(expiresAtEpochSeconds * 1000 - 1);
      expect(await readings()).toEqual([[expiring], [expiring, lasting], [expiring, lasting]]);
      setNow(expiresAtEpochSeconds * 1000);
      expect(await readings()).toEqual([[undefined], [lasting], [lasting]]);
      const condition = { kind: "present" } as const;
      await table.commit([{ kind: "check", key: { pk, sk: "a" }, condition }]);
    });
  });
}
