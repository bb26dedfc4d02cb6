// `node test/support/cost/main.ts`: counts every use case anew and writes docs/cost.md. One that cannot be counted
// is named, and keeps the row that it has.
import { writeFileSync } from "node:fs";
import { runCommand } from "../../../local/commands/command-line.ts";
import { messageOf } from "../../../local/errors.ts";
import { operations } from "../all-operations/operations.ts";
import { COST_PAGE, type CostRow, pageOf, rowOf, rowsWritten } from "./cost-page.ts";
import { operationCounter } from "./count-operations.ts";

await runCommand(async () => {
  const count = await operationCounter();
  const written = rowsWritten();
  const rows: CostRow[] = [];
  let faultCount = 0;
  for (const each of operations) {
    const { id, idempotent: isMoneyCommand = false } = each.contract;
    const cells = await count(each).then(rowOf, (error: unknown) => {
      faultCount += 1;
      console.error(messageOf(error));
      return written.get(id);
    });
    if (cells !== undefined) rows.push({ cells, isMoneyCommand });
  }
  writeFileSync(COST_PAGE, await pageOf(rows));
  console.log(`${rows.length} rows written, ${faultCount} use cases could not be counted`);
  return faultCount === 0 ? 0 : 1;
});
