import * as z from "zod";
import { AnnouncedFile, JobStatus, ListContentType } from "../../domain/job/job.ts";
import { JobId } from "../../domain/shared/ids.ts";
import { ImportCounts } from "../../domain/shared/import-counts.ts";
import { LIST_MOST_BYTES } from "../../domain/shared/list-limits.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { pageOutput } from "./cursor.ts";

/** The file that somebody is about to hand in as a list. */
export const ListAnnouncement = z.strictObject({
  fileName: z
    .string()
    .trim()
    .regex(/^[^\p{Cc}\p{Cf}/\\]{1,100}$/u)
    .meta({ description: "For people to recognise the file; name no person in it" }),
  contentLength: z.int().min(1).max(LIST_MOST_BYTES).meta({ description: "Bytes" }),
  sha256: AnnouncedFile.shape.sha256.meta({
    description: "SHA-256 of the file in base64, as `x-amz-checksum-sha256` has it",
  }),
  contentType: ListContentType,
});

/** The job of an announced list, and the form: its fields and then the file as `file`, as multipart/form-data. */
export const OpenedListJob = z.strictObject({
  jobId: JobId,
  upload: z.strictObject({
    url: z.url(),
    fields: z.record(z.string(), z.string()),
    expiresAt: Timestamp.meta({ description: "After it the storage refuses the form" }),
  }),
});

const ReportedFinding = z.strictObject({
  line: z.int().meta({ description: "The line of the file, the heading being 1" }),
  column: z.string().nullable().meta({ description: "As the file heads it; null: the whole row" }),
  severity: z.enum(["error", "warning"]).meta({ description: "Only an error keeps the row out" }),
  code: z.string(),
  reason: z.strictObject({ zh: z.string(), en: z.string() }),
});

/** How a list that was handed in fared: as a whole, and line by line. */
export const JobReport = z.strictObject({
  jobId: JobId,
  kind: z.string(),
  state: JobStatus,
  fileName: z.string(),
  openedAt: Timestamp,
  counts: ImportCounts.optional().meta({ description: "Present once every row is settled" }),
  refusal: z
    .strictObject({ code: z.string(), zh: z.string(), en: z.string() })
    .optional()
    .meta({ description: "Why the file as a whole was refused" }),
  findings: z.array(ReportedFinding),
  ...pageOutput,
});
