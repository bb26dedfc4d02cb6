import { JobId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";

/** Where lists of institutions are uploaded to; the id of the job follows. */
export const INSTITUTION_UPLOADS = "imports/institutions/";

export const uploadKeyOf = (jobId: JobId): string => `${INSTITUTION_UPLOADS}${jobId}`;

/** The job whose file lies there. Only forms of ours put anything there, so it has one. */
export function jobOfUpload(objectKey: string): JobId {
  const jobId = JobId.safeParse(objectKey.slice(INSTITUTION_UPLOADS.length));
  invariant(
    objectKey.startsWith(INSTITUTION_UPLOADS) && jobId.success,
    `the upload ${objectKey} belongs to no job`,
  );
  return jobId.data;
}
