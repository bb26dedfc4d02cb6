import type { JobKind } from "../../domain/job/job.ts";
import { JobId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";

/** Where lists of each kind are uploaded to; the id of the job follows. */
export const UPLOADS = {
  institutions: "imports/institutions/",
  roster: "imports/rosters/",
  enrolments: "imports/enrolments/",
} as const satisfies Record<JobKind, string>;

export const uploadKeyOf = (kind: JobKind, jobId: JobId): string => `${UPLOADS[kind]}${jobId}`;

/** The job whose file lies there. Only forms of ours put anything there, so it has one. */
export function jobOfUpload(kind: JobKind, objectKey: string): JobId {
  const folder = UPLOADS[kind];
  const jobId = JobId.safeParse(objectKey.slice(folder.length));
  invariant(
    objectKey.startsWith(folder) && jobId.success,
    `the upload ${objectKey} belongs to no job`,
  );
  return jobId.data;
}
