import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { jobKind } from "../../adapters/repositories/job-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { type JobSubject, openJob } from "../../domain/job/job.ts";
import { JobId, MemberId } from "../../domain/shared/ids.ts";
import { memberOf } from "./access.ts";
import type { RequestContext } from "./context.ts";
import type { ListAnnouncement, OpenedListJob } from "./job-schema.ts";
import type { UploadFormKit } from "./upload-deps.ts";
import { uploadKeyOf } from "./upload-keys.ts";

/** Opens the job of a list that a member hands in, and gives the form for exactly that file. */
export function listJobs({ table, uploadForms }: Pick<UploadFormKit, "table" | "uploadForms">) {
  const jobs = aggregates(table, jobKind);

  return async (
    subject: JobSubject,
    announced: z.output<typeof ListAnnouncement>,
    context: RequestContext,
  ): Promise<z.input<typeof OpenedListJob>> => {
    const { fileName: name, contentType, contentLength: sizeBytes, sha256 } = announced;
    const jobId = JobId.parse(context.newId("job"));
    const opened = openJob(
      {
        jobId,
        subject,
        authorId: MemberId.parse(memberOf(context).memberId),
        correlationId: context.correlationId,
        file: { name, contentType, sizeBytes, sha256 },
      },
      context.now,
    );
    const key = uploadKeyOf(subject.kind, jobId);
    const upload = await uploadForms.formFor({ key, contentType, sizeBytes, sha256 });
    const answer = { jobId, upload: { ...upload, fields: { ...upload.fields } } };
    return commitCommand(table, context, jobs.create(opened.job, opened.event, context), answer);
  };
}
