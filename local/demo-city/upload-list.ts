import { createHash } from "node:crypto";
import { setTimeout as wait } from "node:timers/promises";
import * as z from "zod";
import { type Stage, StoryBroken, type Voice } from "./stage.ts";

/** Where a file goes, with the fields that sign the form. */
export const UploadForm = z.object({ url: z.string(), fields: z.record(z.string(), z.string()) });

const Opened = z.object({ jobId: z.string(), upload: UploadForm });

const Counts = z.object({
  rows: z.int(),
  created: z.int(),
  updated: z.int(),
  unchanged: z.int(),
  refused: z.int(),
  warnings: z.int(),
});

const Job = z.object({
  state: z.enum(["awaiting-upload", "reading", "done", "refused"]),
  counts: Counts.optional(),
  findings: z
    .array(
      z.object({
        line: z.int(),
        column: z.string().nullable(),
        severity: z.string(),
        reason: z.object({ zh: z.string(), en: z.string() }),
      }),
    )
    .default([]),
  nextCursor: z.string().optional(),
});

/** A list that was read: how many rows fared how, and the first hundred things found in it. */
export interface ReadList {
  readonly counts: z.infer<typeof Counts>;
  readonly findings: z.infer<typeof Job>["findings"];
}

/** Posts the form with the file, as a browser does. */
export async function postFile(
  { url, fields }: z.infer<typeof UploadForm>,
  { fileName, bytes }: { readonly fileName: string; readonly bytes: Uint8Array },
): Promise<void> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  form.append("file", new Blob([Buffer.from(bytes)]), fileName);
  const sent = await fetch(url, { method: "POST", body: form });
  if (!sent.ok) throw new StoryBroken(`the upload was refused: ${await sent.text()}`);
}

const MOST_LOOKS = 600;

/**
 * Hands in a list as a browser does: announces it, posts the form with the file, and asks the job until it
 * is read.
 */
export async function uploadList(
  stage: Stage,
  voice: Voice,
  list: {
    readonly announce: string;
    readonly jobs: string;
    readonly fileName: string;
    readonly bytes: Uint8Array;
  },
): Promise<ReadList> {
  const announcement = {
    fileName: list.fileName,
    contentLength: list.bytes.length,
    sha256: createHash("sha256").update(list.bytes).digest("base64"),
    contentType: "text/csv",
  };
  const { jobId, upload } = (await voice.post(list.announce, announcement)).expect(Opened);
  const path = `${list.jobs}/${jobId}?limit=100`;
  await postFile(upload, list);
  for (let look = 0; look < MOST_LOOKS; look += 1) {
    await stage.idle();
    const job = (await voice.get(path)).expect(Job);
    if (job.state === "refused") throw new StoryBroken(`the list ${list.fileName} was refused`);
    if (job.state === "done" && job.counts !== undefined)
      return { counts: job.counts, findings: job.findings };
    await wait(100);
  }
  throw new StoryBroken(`the list ${list.fileName} was not read`);
}
