import { type KeyPrefix, PREFIX } from "../../adapters/table/key-names.ts";
import { unitTree } from "../../adapters/unit-tree.ts";
import type { TaskContract } from "../../functions/kit/contract.ts";
import type { TestKit } from "./door.ts";
import { grantedTable } from "./granted-table.ts";

/** What the wrapper around consumers writes by itself, and what seals personal fields reads. */
const BESIDE: readonly KeyPrefix[] = ["idempotency", "dataKey"];

/**
 * The same kit on a table that lets these tasks reach what their contracts name and nothing else, as their
 * roles do: neither the memory table nor the engine of one machine asks for that.
 */
export function withinRole<K extends TestKit>(kit: K, ...tasks: readonly TaskContract[]): K {
  const patterns = (names: readonly KeyPrefix[]): readonly string[] =>
    [...names, ...BESIDE].map((name) => `${PREFIX[name]}#*`);
  const writes = tasks.flatMap(({ touches }) => touches.writes ?? []);
  const reads = tasks.flatMap(({ touches }) => touches.reads ?? []);
  const checks = tasks.flatMap(({ touches }) => touches.checks ?? []);
  const table = grantedTable(kit.table, {
    reads: patterns([...reads, ...writes]),
    writes: patterns(writes),
    checks: patterns(checks),
  });
  return { ...kit, table, units: unitTree(table) };
}
