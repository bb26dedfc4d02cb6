import { describe, expect, it } from "vitest";
import { createMemoryTable } from "../../../adapters/table/memory-table.ts";
import type { MemoryTableOptions } from "../../../adapters/table/memory-table.ts";
import { CommitRefused, StoreUnavailable } from "../../../adapters/table/table.ts";
import type { Write } from "../../../adapters/table/table.ts";

const key = { pk: "a", sk: "counter" };
const item = { pk: "a", sk: "b", type: "thing" };
const add: Write = { kind: "update", key, set: { type: "counter" }, add: { count: 1 } };
const put: Write = { kind: "put", item };

/** Says a fault the first `times` times. */
function first<F>(times: number, fault: F): () => F | undefined {
  let left = times;
  return () => {
    left -= 1;
    return left >= 0 ? fault : undefined;
  };
}

describe("the memory driver under faults", () => {
  it.each(["conflict", "throttle"] as const)("tries again after a %s", async (fault) => {
    const table = createMemoryTable({ faults: { beforeCommit: first(5, fault) } });
    await table.commit([add]);
    expect(await table.get(key)).toMatchObject({ count: 1 });
  });

  it.each(["conflict", "throttle"] as const)("gives up after 6 times %s", async (fault) => {
    const waitsMs: number[] = [];
    const sleep: MemoryTableOptions["sleep"] = (ms) => {
      waitsMs.push(ms);
      return Promise.resolve();
    };
    const faults = { beforeCommit: () => fault };
    const table = createMemoryTable({ faults, sleep, random: () => 1 });
    await expect(table.commit([add, put])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(table.all()).toEqual([]);
    expect(table.stream()).toEqual([]);
    expect(waitsMs).toEqual([25, 50, 100, 200, 400]);
  });

  it("gives up a read that stays throttled", async () => {
    const table = createMemoryTable({ faults: { beforeRead: () => "throttle" } });
    await expect(table.get(key)).rejects.toBeInstanceOf(StoreUnavailable);
    await expect(table.query({ pk: "a" })).rejects.toBeInstanceOf(StoreUnavailable);
  });

  it("applies a transaction once, however often its answer is lost", async () => {
    const table = createMemoryTable({ faults: { afterCommit: first(3, "answer-lost") } });
    await table.commit([add, { ...put, condition: { kind: "absent" } }]);
    expect(await table.get(key)).toMatchObject({ count: 1 });
    expect(table.stream()).toHaveLength(2);
  });

  it("leaves a transaction written whose every answer is lost", async () => {
    const table = createMemoryTable({ faults: { afterCommit: () => "answer-lost" } });
    await expect(table.commit([add, put])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await table.get(key)).toMatchObject({ count: 1 });
  });

  it("does not repeat a single addition whose answer is lost", async () => {
    const table = createMemoryTable({ faults: { afterCommit: first(1, "answer-lost") } });
    await expect(table.commit([add])).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await table.get(key)).toMatchObject({ count: 1 });
  });

  it("repeats a plain put whose answer is lost, without a second record", async () => {
    const table = createMemoryTable({ faults: { afterCommit: first(1, "answer-lost") } });
    await table.commit([put]);
    expect(table.stream()).toHaveLength(1);
  });

  it("lets a caller crash before a commit and after it", async () => {
    const crash = new Error("the power went out");
    const fail = () => {
      throw crash;
    };
    const before = createMemoryTable({ faults: { beforeCommit: fail } });
    await expect(before.commit([put])).rejects.toBe(crash);
    expect(before.all()).toEqual([]);
    const after = createMemoryTable({ faults: { afterCommit: fail } });
    await expect(after.commit([put])).rejects.toBe(crash);
    expect(after.all()).toEqual([item]);
  });
});

describe("the indexes of the memory driver", () => {
  it("lag behind by so many commits, and can be let catch up", async () => {
    const table = createMemoryTable({ indexLagCommits: 2 });
    const seen = async () =>
      (await table.query({ index: "gsi1", pk: "p" })).items.map(({ sk }) => sk);
    const entry = (sk: string): Write => ({
      kind: "put",
      item: { pk: "a", sk, type: "thing", gsi1pk: "p", gsi1sk: sk },
    });
    await table.commit([entry("1")]);
    await table.commit([entry("2")]);
    expect(await seen()).toEqual([]);
    await table.commit([entry("3")]);
    expect(await seen()).toEqual(["1"]);
    table.settleIndexes();
    expect(await seen()).toEqual(["1", "2", "3"]);
    expect((await table.query({ pk: "a" })).items).toHaveLength(3);
  });
});

describe("the stream of the memory driver", () => {
  it("tells each change in order, with the item before and after", async () => {
    const table = createMemoryTable();
    const heard: number[] = [];
    const stop = table.onCommit((records) => heard.push(...records.map((r) => r.sequence)));
    const changed = { ...item, name: "n" };
    await table.commit([put]);
    await table.commit([put]);
    await table.commit([{ kind: "put", item: changed }]);
    const refused = table.commit([{ ...put, condition: { kind: "absent" } }]);
    await expect(refused).rejects.toBeInstanceOf(CommitRefused);
    const check: Write = { kind: "check", key: item, condition: { kind: "present" } };
    await table.commit([check, { kind: "delete", key: { pk: "a", sk: "none" } }]);
    stop();
    await table.commit([{ kind: "delete", key: { pk: "a", sk: "b" } }]);
    const keys = { pk: "a", sk: "b" };
    expect(table.stream()).toEqual([
      { keys, after: item, sequence: 1 },
      { keys, before: item, after: changed, sequence: 2 },
      { keys, before: changed, sequence: 3 },
    ]);
    expect(table.stream(2).map((record) => record.sequence)).toEqual([3]);
    expect(heard).toEqual([1, 2]);
  });

  it("holds items that nobody can change, at any depth", async () => {
    const table = createMemoryTable();
    await table.commit([{ kind: "put", item: { ...item, map: { list: [1] } } }]);
    const [stored] = table.all();
    const map: unknown = stored?.["map"];
    expect(Object.isFrozen(stored)).toBe(true);
    expect(Object.isFrozen(map)).toBe(true);
    expect(map).toHaveProperty("list");
    expect(Object.isFrozen(Reflect.get(Object(map) as object, "list"))).toBe(true);
  });
});
