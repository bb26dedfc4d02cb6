import { describe, expect, it } from "vitest";
import { CommitRefused } from "../../adapters/table/table.ts";
import { expectDefect, freshPartition, item, put, readAll, refusalOf } from "./table-fixture.ts";
import type { TableUnderTest } from "./table.contract.ts";

export function commitContract(open: () => TableUnderTest): void {
  describe("commits", () => {
    it("write all kinds at once", async () => {
      const { table } = open();
      const pk = freshPartition();
      await table.commit(["a", "b", "c"].map((sk) => put(item({ pk, sk }, { count: 1 }))));
      await table.commit([
        put(item({ pk, sk: "d" })),
        { kind: "update", key: { pk, sk: "a" }, add: { count: 1 }, condition: { kind: "present" } },
        { kind: "delete", key: { pk, sk: "b" } },
        { kind: "check", key: { pk, sk: "c" }, condition: { kind: "present" } },
      ]);
      const { items } = await table.query({ pk, consistent: true });
      expect(items).toEqual([
        item({ pk, sk: "a" }, { count: 2 }),
        item({ pk, sk: "c" }, { count: 1 }),
        item({ pk, sk: "d" }),
      ]);
    });

    it("write nothing when one condition fails, and name it with the item found", async () => {
      const { table } = open();
      const pk = freshPartition();
      const first = item({ pk, sk: "a" }, { count: 1 });
      await table.commit([put(first)]);
      const refusal = await refusalOf(
        table.commit([
          put(item({ pk, sk: "b" })),
          { kind: "update", key: first, add: { count: 1 }, condition: { kind: "present" } },
          { kind: "check", key: { pk, sk: "c" }, condition: { kind: "present" } },
        ]),
      );
      expect(refusal.failed).toEqual([{ index: 2 }]);
      expect((await table.query({ pk, consistent: true })).items).toEqual([first]);
    });

    it("name every write whose condition fails", async () => {
      const { table } = open();
      const pk = freshPartition();
      const first = item({ pk, sk: "a" }, { count: 1 });
      await table.commit([put(first)]);
      const absent = { kind: "absent" } as const;
      const refusal = await refusalOf(
        table.commit([
          { kind: "put", item: item({ pk, sk: "a" }), condition: absent },
          { kind: "put", item: item({ pk, sk: "b" }), condition: absent },
          { kind: "delete", key: { pk, sk: "c" }, condition: { kind: "present" } },
        ]),
      );
      expect(refusal.failed).toEqual([{ index: 0, found: first }, { index: 2 }]);
    });

    it("bear the deletion of what is not there", async () => {
      const { table } = open();
      const key = { pk: freshPartition(), sk: "missing" };
      await table.commit([{ kind: "delete", key }]);
      expect(await table.get(key)).toBeUndefined();
    });

    it("refuse two writes on one item, whatever they are", async () => {
      const { table } = open();
      const key = { pk: freshPartition(), sk: "a" };
      await expectDefect(table.commit([put(item(key)), { kind: "delete", key }]));
      await expectDefect(
        table.commit([put(item(key)), { kind: "check", key, condition: { kind: "absent" } }]),
      );
      expect(await table.get(key)).toBeUndefined();
    });

    it("count every one of 200 increments at once", async () => {
      const { table } = open();
      const key = { pk: freshPartition(), sk: "counter" };
      const increment = () =>
        table.commit([{ kind: "update", key, set: { type: "counter" }, add: { count: 1 } }]);
      await Promise.all(Array.from({ length: 200 }, increment));
      expect(await table.get(key)).toEqual({ ...key, type: "counter", count: 200 });
    });

    it("sell each of 10 seats once to 40 families that ask at once", async () => {
      const { table } = open();
      const pk = freshPartition();
      const seats = item({ pk, sk: "class" }, { seatCount: 10 });
      await table.commit([put(seats)]);
      const order = (family: number) =>
        table.commit([
          {
            kind: "update",
            key: { pk, sk: "class" },
            add: { seatCount: -1 },
            condition: { kind: "at-least", attribute: "seatCount", value: 1 },
          },
          put(item({ pk, sk: `order#${family}` })),
        ]);
      const answers = await Promise.allSettled(Array.from({ length: 40 }, (_, n) => order(n)));
      const refused = answers.filter(
        (answer) => answer.status === "rejected" && answer.reason instanceof CommitRefused,
      );
      expect(refused).toHaveLength(30);
      expect(await table.get(seats)).toEqual({ ...seats, seatCount: 0 });
      const { items } = await readAll(table, { pk, sk: { beginsWith: "order#" } });
      expect(items).toHaveLength(10);
    });
  });
}
