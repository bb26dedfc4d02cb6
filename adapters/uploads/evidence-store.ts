import { PutObjectCommand, type S3Client, S3ServiceException } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { presignGet } from "./presign-get.ts";
import { s3UploadedFiles } from "./uploaded-files.ts";

/** A file as it was found, or why there is none to look at. */
export type FoundInQuarantine =
  | { readonly found: "file"; readonly content: Uint8Array }
  | { readonly found: "nothing" }
  | { readonly found: "too-large" };

/** A link under which one verified file is fetched, as an attachment, for some minutes. */
export interface EvidenceLink {
  readonly url: string;
  readonly expiresAt: string;
}

/** Keeps evidence: verified files lie apart from what was merely uploaded. */
export interface EvidenceStore {
  /** @param mostBytes a larger file is not read */
  inspect(key: string, mostBytes: number): Promise<FoundInQuarantine>;
  /** Keeps a verified file; the same file twice is the same file. */
  keep(key: string, content: Uint8Array, contentType: string): Promise<void>;
  linkTo(key: string, contentType: string): Promise<EvidenceLink>;
}

const LINK_SECONDS = 5 * 60;
/** S3 says so of a key that does not exist; the second to those who may not list the bucket. */
const MISSING = ["NoSuchKey", "AccessDenied"];

export const s3EvidenceStore = (client: S3Client, bucket: string): EvidenceStore => ({
  async inspect(key, mostBytes) {
    try {
      const content = await s3UploadedFiles(client, bucket).read(key, mostBytes);
      return content === undefined ? { found: "too-large" } : { found: "file", content };
    } catch (error) {
      if (error instanceof S3ServiceException && MISSING.includes(error.name))
        return { found: "nothing" };
      throw error;
    }
  },

  async keep(key, content, contentType) {
    const file = { Body: content, ContentType: contentType, ContentDisposition: "attachment" };
    await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, ...file }));
  },

  async linkTo(key, contentType) {
    const { config } = client;
    // A form's address is the bucket's own, in whichever partition and behind whichever endpoint.
    const form = await createPresignedPost(client, { Bucket: bucket, Key: key });
    const at = new Date(Date.now() + config.systemClockOffset);
    const url = presignGet({
      url: new URL(`${form.url.replace(/\/$/, "")}/${key}`),
      region: await config.region(),
      credentials: await config.credentials(),
      at,
      lifetimeSeconds: LINK_SECONDS,
      query: {
        "response-content-disposition": "attachment",
        "response-content-type": contentType,
      },
    });
    return { url, expiresAt: new Date(at.getTime() + LINK_SECONDS * 1000).toISOString() };
  },
});
