import * as z from "zod";
import { Finding } from "../../domain/shared/list-row.ts";
import { keys } from "../table/keys.ts";
import type { Item, Table, Write } from "../table/table.ts";

const WRITES_A_COMMIT = 100;

/** What became of one row of a list. */
export const RowOutcome = z.enum(["created", "updated", "unchanged", "refused"]);
export type RowOutcome = z.infer<typeof RowOutcome>;

/** The item that closes a row; in one transaction with the row's effect, so that it happens once. */
export const rowWrite = (jobId: string, line: number, outcome: RowOutcome): Write => ({
  kind: "put",
  item: { ...keys.jobRow(jobId, line), type: "job-row", line, outcome },
  condition: { kind: "absent" },
});

/** The outcome of one row, where it is closed. */
export async function closedRow(
  table: Table,
  jobId: string,
  line: number,
): Promise<RowOutcome | undefined> {
  const item = await table.get(keys.jobRow(jobId, line));
  return item === undefined ? undefined : RowItem.parse(item).outcome;
}

/** The rows of a job that are closed: their lines and outcomes. */
export async function closedRows(
  table: Table,
  jobId: string,
): Promise<ReadonlyMap<number, RowOutcome>> {
  const { pk, beginsWith } = keys.jobRows(jobId);
  const rows = new Map<number, RowOutcome>();
  let after: Readonly<Record<string, string>> | undefined;
  do {
    const page = await table.query({
      pk,
      sk: { beginsWith },
      consistent: true,
      ...(after === undefined ? {} : { after }),
    });
    for (const item of page.items) {
      const { line, outcome } = RowItem.parse(item);
      rows.set(line, outcome);
    }
    after = page.next;
  } while (after !== undefined);
  return rows;
}

const RowItem = z.object({ line: z.int(), outcome: RowOutcome });

/** Keeps the findings of a list, in the order of their lines; written again they lie in the same places. */
export async function saveFindings(
  table: Table,
  jobId: string,
  findings: readonly Finding[],
): Promise<void> {
  const noted = new Map<number, number>();
  const items = findings.map((finding): Item => {
    const number = (noted.get(finding.line) ?? 0) + 1;
    noted.set(finding.line, number);
    const { reason, ...rest } = finding;
    return {
      ...keys.jobLine(jobId, finding.line, number),
      type: "job-finding",
      ...rest,
      reason: { ...reason },
    };
  });
  for (let first = 0; first < items.length; first += WRITES_A_COMMIT)
    await table.commit(
      items.slice(first, first + WRITES_A_COMMIT).map((item) => ({ kind: "put", item })),
    );
}

/** One page of a job's findings. */
export async function readFindings(
  table: Table,
  jobId: string,
  options: { readonly limit: number; readonly after?: Readonly<Record<string, string>> },
): Promise<{
  readonly findings: readonly Finding[];
  readonly next?: Readonly<Record<string, string>>;
}> {
  const { pk, beginsWith } = keys.jobLines(jobId);
  const page = await table.query({ pk, sk: { beginsWith }, consistent: true, ...options });
  const findings = page.items.map((item) => Finding.parse(item));
  return page.next === undefined ? { findings } : { findings, next: page.next };
}
