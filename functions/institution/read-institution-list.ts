import { aggregates, type Stored } from "../../adapters/aggregates.ts";
import { jobKind } from "../../adapters/repositories/job-kind.ts";
import {
  closedRows,
  type RowOutcome,
  saveFindings,
} from "../../adapters/repositories/job-lines.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { InstitutionList } from "../../domain/institution/institution-row.ts";
import { registeredElsewhere } from "../../domain/institution/within-offices.ts";
import { closeJob, isClosed, type JobState, refuseJob, startJob } from "../../domain/job/job.ts";
import type { ImportCounts } from "../../domain/shared/import-counts.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import { inParallel } from "../kit/in-parallel.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { repeatableContext } from "../kit/task.ts";
import type { UploadedFileKit } from "../kit/upload-deps.ts";
import { readInstitutionList as contract } from "./contracts.ts";
import { listInFile } from "./list-in-file.ts";
import { rowTaker } from "./take-row.ts";
import { jobOfUpload } from "./upload-key.ts";

const ROWS_AT_ONCE = 8;

/**
 * Reads an uploaded list of institutions. Each row is settled in a transaction of its own, which also notes
 * that it is: a list that is read again, after a crash or a second delivery, goes on where it stopped.
 */
export const readInstitutionList = (kit: PersonalKit & UploadedFileKit) => {
  const { table } = kit;
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

  return async (objectKey: string): Promise<string> => {
    const jobId = jobOfUpload(objectKey);
    const found = await jobs.find(jobId);
    invariant(found, `${jobId} has an upload and is no job`);
    if (isClosed(found.state)) return "read-before";
    const { correlationId } = found.state;
    const context = repeatableContext(contract, kit, { correlationId, causationId: `${jobId}.1` });
    const job = await started(found, context);
    const read = await listInFile(kit, job.state, objectKey);
    const end = read.ok
      ? closeJob(job.state, await settleRows(kit, job.state, read.value, context))
      : refuseJob(job.state, read.refusal);
    await commitCommand(table, context, jobs.change(job, end.job, end.event, context), {});
    return end.job.status;
  };
};

/** Takes over every accepted row, keeps all findings, and counts. */
async function settleRows(
  kit: PersonalKit,
  job: JobState,
  list: InstitutionList,
  context: RequestContext,
): Promise<ImportCounts> {
  const closed = await closedRows(kit.table, job.jobId);
  const take = rowTaker(kit, job, context);
  const outcomes = await inParallel(
    list.accepted,
    ROWS_AT_ONCE,
    async (row) => closed.get(row.line) ?? take(row),
  );
  const elsewhere = list.accepted.flatMap(({ line, institution }, place) =>
    outcomes[place] === "refused" ? registeredElsewhere(line, institution.uscc) : [],
  );
  const findings = [...list.findings, ...elsewhere].sort((a, b) => a.line - b.line);
  await saveFindings(kit.table, job.jobId, findings);

  const count = (outcome: RowOutcome) => outcomes.filter((each) => each === outcome).length;
  return {
    rows: list.rowCount,
    created: count("created"),
    updated: count("updated"),
    unchanged: count("unchanged"),
    refused: list.rowCount - list.accepted.length + count("refused"),
    warnings: findings.filter((finding) => finding.severity === "warning").length,
  };
}
