import { expect, test } from "vitest";
import { tableKeyStore } from "../../../adapters/personal/table-key-store.ts";
import { createMemoryTable } from "../../../adapters/table/memory-table.ts";

test("the first wrapped key of a class and month stays, and everyone is told which it is", async () => {
  const store = tableKeyStore(createMemoryTable());
  const first = new Uint8Array([1, 2, 3]);
  expect(await store.load("student", "2026-03")).toBeUndefined();
  expect(await store.saveIfAbsent("student", "2026-03", first)).toEqual(first);
  const kept = await store.saveIfAbsent("student", "2026-03", new Uint8Array([9]));
  expect([...kept]).toEqual([1, 2, 3]);
  expect([...((await store.load("student", "2026-03")) ?? [])]).toEqual([1, 2, 3]);
  expect(await store.load("student", "2026-04")).toBeUndefined();
  expect(await store.load("contact", "2026-03")).toBeUndefined();
});
