import * as z from "zod";
import { JobOpened, JobRead, JobRefused, JobStarted } from "../../events/job.ts";
import type { DomainEvent } from "../../events/define.ts";
import { Office } from "../identity/office.ts";
import { ClassId, InstitutionId, JobId, MemberId } from "../shared/ids.ts";
import { ImportCounts } from "../shared/import-counts.ts";
import type { Bilingual } from "../shared/result.ts";
import type { EpochMs } from "../shared/time.ts";

/** Media types under which browsers send a CSV file; some name the program that opens it. */
export const ListContentType = z.enum(["text/csv", "text/plain", "application/vnd.ms-excel"]);

/** The file as it was announced. What arrives has to be exactly this. */
export const AnnouncedFile = z.object({
  name: z.string(),
  contentType: ListContentType,
  sizeBytes: z.int().min(1),
  /** SHA-256 in base64, as storage services write it. */
  sha256: z.string().regex(/^[A-Za-z0-9+/]{43}=$/),
});
export type AnnouncedFile = z.infer<typeof AnnouncedFile>;

export const JobStatus = z.enum(["awaiting-upload", "reading", "done", "refused"]);
export type JobStatus = z.infer<typeof JobStatus>;

/** A list that somebody hands in as a file, and how far the platform has come with it. */
export const JobState = z.object({
  jobId: JobId,
  /** What the list is about, and by which right it was handed in. */
  subject: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("institutions"), offices: z.array(Office).min(1).readonly() }),
    z.object({ kind: z.literal("enrolments"), institutionId: InstitutionId }),
    z.object({ kind: z.literal("roster"), institutionId: InstitutionId, classId: ClassId }),
  ]),
  status: JobStatus,
  authorId: MemberId,
  /** The correlation id of the request that opened the job. */
  correlationId: z.string(),
  file: AnnouncedFile,
  openedAt: z.int(),
  /** When reading began. What a row says is judged as on that day, however often it is read. */
  startedAt: z.int().optional(),
  counts: ImportCounts.optional(),
  refusal: z.object({ code: z.string(), zh: z.string(), en: z.string() }).optional(),
});
export type JobState = z.infer<typeof JobState>;

export type JobSubject = JobState["subject"];
export type JobKind = JobSubject["kind"];

/** A job whose list is of this kind. */
export type JobOf<K extends JobKind> = JobState & {
  readonly subject: Extract<JobSubject, { readonly kind: K }>;
};

export const isJobOf = <K extends JobKind>(job: JobState, kind: K): job is JobOf<K> =>
  job.subject.kind === kind;

interface JobChange {
  readonly job: JobState;
  readonly event: DomainEvent;
}

export function openJob(
  opened: Omit<JobState, "status" | "openedAt" | "startedAt" | "counts" | "refusal">,
  at: EpochMs,
): JobChange {
  const { jobId, subject } = opened;
  return {
    job: { ...opened, status: "awaiting-upload", openedAt: at },
    event: JobOpened.make({ jobId, kind: subject.kind }),
  };
}

/** The job has reached an end: a file that arrives again changes nothing. */
export const isClosed = (job: JobState): boolean =>
  job.status === "done" || job.status === "refused";

/** Reading begins; a job that was interrupted while reading goes on where it was. */
export function startJob(job: JobState, at: EpochMs): JobChange | undefined {
  if (job.status !== "awaiting-upload") return undefined;
  return {
    job: { ...job, status: "reading", startedAt: at },
    event: JobStarted.make({ jobId: job.jobId }),
  };
}

/** Every row was taken or refused. */
export const closeJob = (job: JobState, counts: ImportCounts): JobChange => ({
  job: { ...job, status: "done", counts },
  event: JobRead.make({ jobId: job.jobId, counts }),
});

/** The file as a whole cannot be read. */
export const refuseJob = (
  job: JobState,
  refusal: { readonly code: string } & Bilingual,
): JobChange => ({
  job: {
    ...job,
    status: "refused",
    refusal: { code: refusal.code, zh: refusal.zh, en: refusal.en },
  },
  event: JobRefused.make({ jobId: job.jobId, code: refusal.code }),
});

export const uploadRefusals = {
  "file.not-as-announced": {
    zh: "收到的文件与登记的不一致（登记 {announcedBytes} 字节及其 SHA-256）；请重新提交导入并上传同一个文件。",
    en: "The file that arrived is not the one announced ({announcedBytes} bytes and their SHA-256): start a new import and upload that file.",
  },
} as const;
