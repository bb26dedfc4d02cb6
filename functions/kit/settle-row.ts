import { closedRow, type RowOutcome, rowWrite } from "../../adapters/repositories/job-lines.ts";
import type { Table } from "../../adapters/table/table.ts";
import { type Change, commitCommand, StaleVersion } from "../../adapters/unit-of-work.ts";
import type { RequestContext } from "./context.ts";

const ATTEMPTS = 4;

/** What one row of a list comes to. */
export interface TakenRow {
  readonly outcome: RowOutcome;
  readonly changes: readonly Change[];
}

/**
 * Settles one row in one transaction with the note that it is closed: whoever reads the list again finds what
 * became of it and does nothing.
 */
export const rowSettler =
  <R extends { readonly line: number }>(
    table: Table,
    jobId: string,
    context: RequestContext,
    take: (row: R) => Promise<TakenRow>,
  ) =>
  async (row: R): Promise<RowOutcome> => {
    for (let attempt = 1; ; attempt += 1) {
      try {
        const { outcome, changes } = await take(row);
        const closing = { write: rowWrite(jobId, row.line, outcome) };
        await commitCommand(table, context, [...changes, closing], {});
        return outcome;
      } catch (error) {
        if (!(error instanceof StaleVersion)) throw error;
        // Another delivery of the same list closed the row, or another list changed what it is about.
        const outcome = await closedRow(table, jobId, row.line);
        if (outcome !== undefined) return outcome;
        if (attempt >= ATTEMPTS) throw error;
      }
    }
  };
