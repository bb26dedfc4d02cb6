import type { Projections } from "../../adapters/table/memory-index.ts";
import type { Table } from "../../adapters/table/table.ts";
import { commitContract } from "./table-commit.contract.ts";
import { conditionContract } from "./table-condition.contract.ts";
import { indexContract } from "./table-index.contract.ts";
import { limitContract } from "./table-limit.contract.ts";
import { readContract } from "./table-read.contract.ts";
import { updateContract } from "./table-update.contract.ts";

/** A driver under test, over a table that {@link TEST_PROJECTIONS} describes. */
export interface TableUnderTest {
  readonly table: Table;
  /** Sets the time by which items expire, in milliseconds. */
  readonly setNow: (nowMs: number) => void;
}

/** gsi1 projects everything, the others a part, as the platform's indexes do. */
export const TEST_PROJECTIONS: Projections = { gsi2: ["type", "name"], due: ["type"] };

/** What every driver of the table port does. */
export function tableContract(open: () => TableUnderTest): void {
  conditionContract(open);
  updateContract(open);
  commitContract(open);
  readContract(open);
  indexContract(open);
  limitContract(open);
}
