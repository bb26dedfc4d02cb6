import * as z from "zod";
import { JobId } from "../domain/shared/ids.ts";
import { ImportCounts } from "../domain/shared/import-counts.ts";
import { defineEvent } from "./define.ts";

const job = z.object({ jobId: JobId });

/** An upload form was handed out for a list. */
export const JobOpened = defineEvent("job-opened", 1, job.extend({ kind: z.string() }));

/** The file has arrived and its rows are being read. */
export const JobStarted = defineEvent("job-started", 1, job);

/** Every row was taken or refused. */
export const JobRead = defineEvent("job-read", 1, job.extend({ counts: ImportCounts }));

/** The file as a whole was refused: no row of it was taken. */
export const JobRefused = defineEvent("job-refused", 1, job.extend({ code: z.string() }));
