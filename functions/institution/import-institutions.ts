import { aggregates } from "../../adapters/aggregates.ts";
import { jobKind } from "../../adapters/repositories/job-kind.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { openJob } from "../../domain/job/job.ts";
import { JobId, MemberId } from "../../domain/shared/ids.ts";
import { memberOf, officerRolesOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { UploadFormKit } from "../kit/upload-deps.ts";
import type { importInstitutions as contract } from "./contracts.ts";
import { uploadKeyOf } from "./upload-key.ts";

export const importInstitutions = ({
  table,
  uploadForms,
}: UploadFormKit): UseCaseOf<typeof contract> => {
  const jobs = aggregates(table, jobKind);

  return async ({ body }, context) => {
    const jobId = JobId.parse(context.newId("job"));
    const { fileName: name, contentType, contentLength: sizeBytes, sha256 } = body;
    const offices = officerRolesOf(context, ["institutions"]).map(({ unitId, department }) => ({
      unitId,
      department,
    }));
    const opened = openJob(
      {
        jobId,
        subject: { kind: "institutions", offices },
        authorId: MemberId.parse(memberOf(context).memberId),
        correlationId: context.correlationId,
        file: { name, contentType, sizeBytes, sha256 },
      },
      context.now,
    );
    const upload = await uploadForms.formFor({
      key: uploadKeyOf(jobId),
      contentType,
      sizeBytes,
      sha256,
    });
    const answer = { jobId, upload: { ...upload, fields: { ...upload.fields } } };
    return commitCommand(table, context, jobs.create(opened.job, opened.event, context), answer);
  };
};
