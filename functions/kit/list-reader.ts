import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { jobKind } from "../../adapters/repositories/job-kind.ts";
import {
  closedRows,
  type RowOutcome,
  saveFindings,
} from "../../adapters/repositories/job-lines.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import {
  closeJob,
  isClosed,
  isJobOf,
  type JobKind,
  type JobOf,
  type JobState,
  refuseJob,
  startJob,
} from "../../domain/job/job.ts";
import type { ImportCounts } from "../../domain/shared/import-counts.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { Finding, ListLine, ListReading, ListRefusal } from "../../domain/shared/list-row.ts";
import type { Result } from "../../domain/shared/result.ts";
import { type LocalDate, shanghaiDate } from "../../domain/shared/time.ts";
import type { RequestContext } from "./context.ts";
import type { TaskContract } from "./contract.ts";
import { inParallel } from "./in-parallel.ts";
import { fileRefusalInWords, linesOf } from "./list-lines.ts";
import { rowSettler, type TakenRow } from "./settle-row.ts";
import { repeatableContext } from "./task.ts";
import type { UploadedFileKit } from "./upload-deps.ts";
import { jobOfUpload } from "./upload-keys.ts";

const ROWS_AT_ONCE = 8;

/** One kind of list, in what it differs from the others. */
export interface ListOf<K extends JobKind, R extends { readonly line: number }> {
  readonly kind: K;
  /** @param today the day on which reading began: a list is judged alike however often it is read */
  readList(
    lines: readonly ListLine[],
    job: JobOf<K>,
    today: LocalDate,
  ): Promise<Result<ListReading<R>, ListRefusal>>;
  /** What an accepted row comes to, and the changes that make it so. */
  takeRow(row: R, job: JobOf<K>, context: RequestContext): Promise<TakenRow>;
  /** Why a row was refused that reading alone had accepted. */
  readonly refusedWhenTaken?: (row: R) => readonly Finding[];
  /** What follows from the list as a whole once every row is settled: written with the end of the job. */
  readonly whenRead?: (job: JobOf<K>, context: RequestContext) => Promise<readonly Change[]>;
}

/**
 * Reads uploaded lists of one kind. Each row is settled in a transaction of its own, which also notes that it
 * is: a list that is read again, after a crash or a second delivery, goes on where it stopped.
 */
export function listReader<K extends JobKind, R extends { readonly line: number }>(
  kit: UploadedFileKit,
  contract: TaskContract,
  list: ListOf<K, R>,
): (objectKey: string) => Promise<string> {
  const { table, uploadedFiles } = kit;
  const jobs = aggregates(table, jobKind);

  async function started(
    found: Stored<JobState>,
    context: RequestContext,
  ): Promise<Stored<JobState>> {
    const start = startJob(found.state, context.now);
    if (start === undefined) return found;
    await commitCommand(table, context, jobs.change(found, start.job, start.event, context), {});
    return { state: start.job, version: found.version + 1 };
  }

  async function readAll(job: JobState, objectKey: string, context: RequestContext) {
    invariant(isJobOf(job, list.kind), `${job.jobId} is of the kind ${list.kind}`);
    invariant(job.startedAt, `${job.jobId} is read once it has started`);
    const lines = linesOf(await uploadedFiles.read(objectKey, job.file.sizeBytes), job.file);
    if (!lines.ok) return refuseJob(job, fileRefusalInWords(lines.refusal));
    const read = await list.readList(lines.value, job, shanghaiDate(job.startedAt));
    return read.ok
      ? closeJob(job, await settleRows(kit, list, job, read.value, context))
      : refuseJob(job, fileRefusalInWords(read.refusal));
  }

  return async (objectKey) => {
    const jobId = jobOfUpload(list.kind, objectKey);
    const found = await jobs.find(jobId);
    invariant(found, `${jobId} has an upload and is no job`);
    if (isClosed(found.state)) return "read-before";
    const { correlationId } = found.state;
    const context = repeatableContext(contract, kit, { correlationId, causationId: `${jobId}.1` });
    const job = await started(found, context);
    const end = await readAll(job.state, objectKey, context);
    const isRead = end.job.status === "done" && isJobOf(end.job, list.kind);
    const following = isRead ? ((await list.whenRead?.(end.job, context)) ?? []) : [];
    const changes = [...jobs.change(job, end.job, end.event, context), ...following];
    await commitCommand(table, context, changes, {});
    return end.job.status;
  };
}

/** Takes over every accepted row, keeps all findings, and counts. */
async function settleRows<K extends JobKind, R extends { readonly line: number }>(
  { table }: Pick<UploadedFileKit, "table">,
  list: ListOf<K, R>,
  job: JobOf<K>,
  { rowCount, accepted, findings: found }: ListReading<R>,
  context: RequestContext,
): Promise<ImportCounts> {
  const closed = await closedRows(table, job.jobId);
  const settle = rowSettler<R>(table, job.jobId, context, (row) => list.takeRow(row, job, context));
  const outcomes = await inParallel(
    accepted,
    ROWS_AT_ONCE,
    async (row) => closed.get(row.line) ?? settle(row),
  );
  const refusedLate = accepted.flatMap((row, place) =>
    outcomes[place] === "refused" ? (list.refusedWhenTaken?.(row) ?? []) : [],
  );
  const findings = [...found, ...refusedLate].sort((a, b) => a.line - b.line);
  await saveFindings(table, job.jobId, findings);

  const count = (outcome: RowOutcome) => outcomes.filter((each) => each === outcome).length;
  return {
    rows: rowCount,
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    refused: rowCount - accepted.length + count("refused"),
    warnings: findings.filter((finding) => finding.severity === "warning").length,
  };
}
