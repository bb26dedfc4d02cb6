import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from "aws-lambda";
import { projectPosition } from "../../adapters/position-projection.ts";
import type { Table } from "../../adapters/table/table.ts";
import { ALL_DONE, entryRecords, retryFrom } from "./stream-record.ts";

/** Keeps each institution's custody position in step with the journals of its enrolments. */
export const projectPositions =
  ({ table }: { readonly table: Table }) =>
  async (event: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    for (const record of entryRecords(event)) {
      // The relay sets unreadable entries aside; here they move no totals.
      if (record.entry?.aggregateType !== "enrolment") continue;
      try {
        await projectPosition(table, record.entry);
      } catch {
        return retryFrom(record);
      }
    }
    return ALL_DONE;
  };
