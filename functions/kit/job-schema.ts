import * as z from "zod";
import { JobStatus } from "../../domain/job/job.ts";
import { JobId } from "../../domain/shared/ids.ts";
import { ImportCounts } from "../../domain/shared/import-counts.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { pageOutput } from "./cursor.ts";

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
