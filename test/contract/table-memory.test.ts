import { describe } from "vitest";
import { createMemoryTable } from "../../adapters/table/memory-table.ts";
import { tableContract, TEST_PROJECTIONS } from "./table.contract.ts";

describe("the memory driver of the table", () => {
  let nowMs = 0;
  const table = createMemoryTable({ now: () => nowMs, projections: TEST_PROJECTIONS });
  tableContract(() => ({ table, setNow: (ms) => (nowMs = ms) }));
});
