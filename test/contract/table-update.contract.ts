import { describe, expect, it } from "vitest";
import type { Write } from "../../adapters/table/table.ts";
import { expectDefect, freshPartition, item, put } from "./table-fixture.ts";
import type { TableUnderTest } from "./table.contract.ts";

type Update = Omit<Extract<Write, { kind: "update" }>, "kind" | "key">;

export function updateContract(open: () => TableUnderTest): void {
  const updated = async (
    before: Readonly<Record<string, string | number>> | undefined,
    by: Update,
  ) => {
    const { table } = open();
    const key = { pk: freshPartition(), sk: "thing" };
    if (before !== undefined) await table.commit([put(item(key, before))]);
    await table.commit([{ kind: "update", key, ...by }]);
    const { pk, sk, ...rest } = (await table.get(key)) ?? key;
    expect({ pk, sk }).toEqual(key);
    return rest;
  };
  const present = { kind: "present" } as const;

  describe("updates", () => {
    it("create an absent item with what they set and add", async () => {
      const set = { type: "thing", name: "a", list: [1, "x"], map: { deep: [null, true] } };
      expect(await updated(undefined, { set, add: { count: 3 } })).toEqual({ ...set, count: 3 });
    });

    it("set, add and remove at once and leave the rest alone", async () => {
      const after = await updated(
        { name: "a", count: 3, old: "x", kept: "k" },
        {
          set: { name: "b", fresh: 1 },
          add: { count: -5, other: 2 },
          remove: ["old"],
          condition: present,
        },
      );
      expect(after).toEqual({
        ...{ type: "thing", name: "b", fresh: 1, count: -2, other: 2, kept: "k" },
      });
    });

    it("bear the removal of what is not there", async () => {
      const after = await updated({ name: "a" }, { remove: ["missing"], condition: present });
      expect(after).toEqual({ type: "thing", name: "a" });
    });

    it("change the type of a value", async () => {
      const after = await updated({ name: "a" }, { set: { name: 1 }, condition: present });
      expect(after).toEqual({ type: "thing", name: 1 });
    });

    it("take names that DynamoDB reserves", async () => {
      const set = { type: "thing", name: "a", status: "b", "a-b.c": "d", size: 1 };
      expect(await updated(undefined, { set, add: { count: 1 } })).toEqual({ ...set, count: 1 });
    });

    it("cannot add to a string", async () => {
      await expectDefect(updated({ name: "a" }, { add: { name: 1 }, condition: present }));
    });

    it.each<[string, Update]>([
      ["change nothing", { condition: present }],
      ["may create an item without type", { set: { name: "a" } }],
      ["move an item", { set: { type: "thing", sk: "other" } }],
      ["name an attribute twice", { set: { type: "thing", count: 1 }, add: { count: 1 } }],
      ["add a fraction", { set: { type: "thing" }, add: { count: 0.5 } }],
      ["remove the type", { remove: ["type"], condition: present }],
    ])("are refused when they %s", async (_what, by) => {
      await expectDefect(updated({ name: "a" }, by));
    });
  });
}
