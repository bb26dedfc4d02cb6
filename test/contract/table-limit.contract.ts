import { describe, expect, it } from "vitest";
import type { Item } from "../../adapters/table/table.ts";
import { expectDefect, freshPartition, item, put, readAll } from "./table-fixture.ts";
import type { TableUnderTest } from "./table.contract.ts";

const KB = 1024;

/** An item of just so many bytes: the attributes' names count too. */
function itemOfBytes(pk: string, sk: string, bytes: number): Item {
  const bare = pk.length + sk.length + "thing".length + "pksktypetext".length;
  return item({ pk, sk }, { text: "x".repeat(bytes - bare) });
}

export function limitContract(open: () => TableUnderTest): void {
  describe("limits", () => {
    it("take 100 writes in a commit and refuse none or 101", async () => {
      const { table } = open();
      const pk = freshPartition();
      const writes = Array.from({ length: 101 }, (_, n) => put(item({ pk, sk: `${n}` })));
      await expectDefect(table.commit([]));
      await expectDefect(table.commit(writes));
      expect((await table.query({ pk, consistent: true })).items).toEqual([]);
      await table.commit(writes.slice(0, 100));
      expect((await table.query({ pk, consistent: true })).items).toHaveLength(100);
    });

    it("take an item of 400 KB and refuse one byte more", async () => {
      const { table } = open();
      const pk = freshPartition();
      const largest = itemOfBytes(pk, "a", 400 * KB);
      await table.commit([put(largest)]);
      expect(await table.get(largest)).toEqual(largest);
      await expectDefect(table.commit([put(itemOfBytes(pk, "b", 400 * KB + 1))]));
      await expectDefect(
        table.commit([
          {
            kind: "update",
            key: { pk, sk: "a" },
            set: { more: "x" },
            condition: { kind: "present" },
          },
        ]),
      );
      expect(await table.get(largest)).toEqual(largest);
    });

    it("refuse a commit of more than 4 MB", async () => {
      const { table } = open();
      const pk = freshPartition();
      const writes = Array.from({ length: 11 }, (_, n) => put(itemOfBytes(pk, `${n}`, 390 * KB)));
      await expectDefect(table.commit(writes));
      expect((await table.query({ pk, consistent: true })).items).toEqual([]);
    });

    it("end a page of a query at 1 MB", async () => {
      const { table } = open();
      const pk = freshPartition();
      const sortKeys = ["a", "b", "c", "d", "e", "f", "g"];
      await table.commit(sortKeys.map((sk) => put(itemOfBytes(pk, sk, 300 * KB))));
      const { items, pageCount } = await readAll(table, { pk });
      expect(items.map(({ sk }) => sk)).toEqual(sortKeys);
      expect(pageCount).toBeGreaterThanOrEqual(2);
    });

    it("refuse empty keys everywhere", async () => {
      const { table } = open();
      const pk = freshPartition();
      for (const key of [
        { pk: "", sk: "a" },
        { pk, sk: "" },
      ]) {
        await expectDefect(table.commit([put(item(key))]));
        await expectDefect(table.commit([{ kind: "delete", key }]));
        await expectDefect(table.get(key));
        await expectDefect(table.getMany([key]));
      }
    });

    it.each([NaN, Infinity, 2 ** 53, -(2 ** 53), 1e-200])("refuse the number %d", async (value) => {
      const { table } = open();
      const key = { pk: freshPartition(), sk: "a" };
      await expectDefect(table.commit([put(item(key, { deep: { list: [value] } }))]));
      await expectDefect(table.commit([{ kind: "update", key, set: { type: "thing", value } }]));
    });
  });

  describe("values", () => {
    it("come back as they were stored", async () => {
      const { table } = open();
      const pk = freshPartition();
      const stored = item(
        { pk, sk: "值 🧾 ，é" },
        {
          text: "“校外培训”\u0000\n𠮷",
          empty: "",
          numbers: [0, -1, 0.1, -2.5e-9, 1 / 3, Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER],
          flags: [true, false, null],
          nested: { 中文: { list: [[], {}, [{ a: "b" }]] } },
        },
      );
      await table.commit([put(stored)]);
      expect(await table.get(stored)).toEqual(stored);
      expect((await table.query({ pk, consistent: true })).items).toEqual([stored]);
    });

    it("that are undefined are not stored, at any depth", async () => {
      const { table } = open();
      const key = { pk: freshPartition(), sk: "a" };
      await table.commit([
        { kind: "put", item: { ...item(key), gone: undefined, map: { kept: 1, gone: undefined } } },
      ]);
      expect(await table.get(key)).toStrictEqual({ ...item(key), map: { kept: 1 } });
    });

    it("cannot be changed by whoever wrote or read them", async () => {
      const { table } = open();
      const list = ["a"];
      const stored = item({ pk: freshPartition(), sk: "a" }, { list });
      await table.commit([put(stored)]);
      list.push("b");
      const read: unknown = (await table.get(stored))?.["list"];
      // A frozen list refuses to be changed, a copy does not; neither may reach the table.
      if (Array.isArray(read) && !Object.isFrozen(read)) read.push("c");
      expect((await table.get(stored))?.["list"]).toEqual(["a"]);
    });
  });
}
