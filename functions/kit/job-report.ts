import type * as z from "zod";
import { readFindings } from "../../adapters/repositories/job-lines.ts";
import type { JobState } from "../../domain/job/job.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { RequestContext } from "./context.ts";
import { cursors } from "./cursor.ts";
import type { Kit } from "./deps.ts";
import type { JobReport } from "./job-schema.ts";

/** Reports on a job that the caller may see; findings come page by page. */
export function jobReports({ table, mac }: Pick<Kit, "table" | "mac">) {
  const pages = cursors(mac);
  return async (
    job: JobState,
    query: { readonly limit: number; readonly cursor?: string | undefined },
    context: RequestContext,
  ): Promise<z.input<typeof JobReport>> => {
    const filter = { jobId: job.jobId };
    const after = await pages.read(context, filter, query.cursor);
    const page = await readFindings(table, job.jobId, {
      limit: query.limit,
      ...(after === undefined ? {} : { after }),
    });
    return {
      jobId: job.jobId,
      kind: job.subject.kind,
      state: job.status,
      fileName: job.file.name,
      openedAt: toRfc3339(job.openedAt),
      ...(job.counts === undefined ? {} : { counts: job.counts }),
      ...(job.refusal === undefined ? {} : { refusal: job.refusal }),
      findings: [...page.findings],
      ...(await pages.write(context, filter, page.next)),
    };
  };
}
