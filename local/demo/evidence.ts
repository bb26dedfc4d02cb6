import { createHash } from "node:crypto";
import * as z from "zod";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { postFile, UploadForm } from "../demo-city/upload-list.ts";

/** The smallest picture there is stands for a photo of the empty classroom. */
const PHOTO = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
  "base64",
);
const Announced = z.object({ evidenceId: z.string(), upload: UploadForm });

/** Hands in a photo as evidence: announced, uploaded to quarantine, verified. @param path of the complaint */
export async function handInPhoto(stage: Stage, guardian: string, path: string): Promise<void> {
  const family = stage.as(guardian);
  const announced = await family.post(`${path}/evidence`, {
    contentType: "image/png",
    contentLength: PHOTO.length,
    sha256: createHash("sha256").update(PHOTO).digest("base64"),
  });
  const { evidenceId, upload } = announced.expect(Announced);
  await postFile(upload, { fileName: "photo.png", bytes: PHOTO });
  const completed = await family.post(`${path}/evidence/${evidenceId}/completion`, undefined);
  completed.expect(z.object({ evidenceId: z.literal(evidenceId) }));
}

/** Fetches the photo by its link, without any token. @throws StoryBroken when it is not the very same, attached */
export async function fetchPhoto(url: string): Promise<void> {
  const fetched = await fetch(url);
  const isTheSame = PHOTO.equals(Buffer.from(await fetched.arrayBuffer()));
  const isAttached = fetched.headers.get("content-disposition") === "attachment";
  if (!fetched.ok || !isTheSame || !isAttached)
    throw new StoryBroken(`the link to the photo gives something else: ${fetched.status}`);
}
