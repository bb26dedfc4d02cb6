import { describe, expect, it, vi } from "vitest";
import type { Item, Query } from "../../adapters/table/table.ts";
import { expectDefect, freshPartition, item, put, readAll } from "./table-fixture.ts";
import type { TableUnderTest } from "./table.contract.ts";

export function indexContract(open: () => TableUnderTest): void {
  const sortKeys = async (query: Query) =>
    (await open().table.query(query)).items.map(({ sk }) => sk);

  describe.each(["gsi1", "gsi2", "due"] as const)("the index %s", (index) => {
    const [pkName, skName] = [`${index}pk`, `${index}sk`];
    const entry = (sk: string, indexPk: string, indexSk: string): Item =>
      item({ pk: `${indexPk}#home#${sk}`, sk }, { [pkName]: indexPk, [skName]: indexSk });

    it("holds the items that have its keys, in the order of its sort key", async () => {
      const { table } = open();
      const pk = freshPartition();
      const halfKeyed = item({ pk, sk: "half" }, { [pkName]: pk });
      const unkeyed = item({ pk, sk: "none" });
      const entries = [entry("c", pk, "1"), entry("a", pk, "3"), entry("b", pk, "2")];
      await table.commit([...entries, halfKeyed, unkeyed].map(put));
      await vi.waitFor(async () => {
        expect(await sortKeys({ index, pk })).toEqual(["c", "b", "a"]);
      });
      expect(await sortKeys({ index, pk, backwards: true, limit: 2 })).toEqual(["a", "b"]);
      expect(await sortKeys({ index, pk, sk: { from: "2", to: "3" } })).toEqual(["b", "a"]);
      expect(await sortKeys({ index, pk, sk: { beginsWith: "1" } })).toEqual(["c"]);
    });

    it("follows an item that moves in it, leaves it, and is deleted", async () => {
      const { table } = open();
      const [pk, other] = [freshPartition(), freshPartition()];
      const [a, b, c] = [entry("a", pk, "1"), entry("b", pk, "2"), entry("c", pk, "3")];
      await table.commit([put(a), put(b), put(c)]);
      const condition = { kind: "present" } as const;
      const keyOf = (of: Item) => ({ pk: of.pk, sk: of.sk });
      await table.commit([
        { kind: "update", key: keyOf(a), set: { [pkName]: other }, condition },
        { kind: "update", key: keyOf(b), remove: [pkName, skName], condition },
        { kind: "delete", key: keyOf(c) },
      ]);
      await vi.waitFor(async () => {
        expect(await sortKeys({ index, pk })).toEqual([]);
        expect(await sortKeys({ index, pk: other })).toEqual(["a"]);
      });
    });

    it("pages through items that share a sort key", async () => {
      const { table } = open();
      const pk = freshPartition();
      const names = ["a", "b", "c", "d", "e"];
      await table.commit(names.map((sk) => put(entry(sk, pk, "same"))));
      for (const backwards of [false, true]) {
        await vi.waitFor(async () => {
          const { items } = await readAll(table, { index, pk, limit: 2, backwards });
          expect(items.map(({ sk }) => sk).sort()).toEqual(names);
        });
      }
    });

    it("refuses keys that are empty or no string", async () => {
      const { table } = open();
      const pk = freshPartition();
      const broken = [
        { [pkName]: "", [skName]: "1" },
        { [pkName]: "a", [skName]: 1 },
      ];
      for (const keys of broken) {
        await expectDefect(table.commit([put(item({ pk, sk: "broken" }, keys))]));
      }
    });
  });

  it("an index hands back what it projects, and no more", async () => {
    const { table } = open();
    const pk = freshPartition();
    const keys = { gsi1pk: pk, gsi1sk: "1", gsi2pk: pk, gsi2sk: "2", duepk: pk, duesk: "3" };
    const whole = item({ pk, sk: "a" }, { ...keys, name: "n", amountFen: 100 });
    await table.commit([put(whole)]);
    const only = (index: "gsi1" | "gsi2" | "due") => table.query({ index, pk });
    const own = { pk, sk: "a", type: "thing" };
    await vi.waitFor(async () => {
      expect((await only("gsi1")).items).toEqual([whole]);
      expect((await only("gsi2")).items).toEqual([{ ...own, gsi2pk: pk, gsi2sk: "2", name: "n" }]);
      expect((await only("due")).items).toEqual([{ ...own, duepk: pk, duesk: "3" }]);
    });
  });
}
