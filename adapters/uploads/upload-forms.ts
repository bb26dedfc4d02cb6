import type { S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import * as z from "zod";

/** The one file that a form lets through. */
export interface ExpectedFile {
  readonly key: string;
  readonly contentType: string;
  readonly sizeBytes: number;
  /** SHA-256 in base64. */
  readonly sha256: string;
}

/** An HTML form for `multipart/form-data`: its fields first, the file last, as the field `file`. */
export interface UploadForm {
  readonly url: string;
  readonly fields: Readonly<Record<string, string>>;
  /** RFC 3339. After that moment the storage refuses the form. */
  readonly expiresAt: string;
}

/** Hands out forms with which a person's browser uploads a file straight to the storage. */
export interface UploadForms {
  formFor(file: ExpectedFile): Promise<UploadForm>;
}

const FORM_LIFETIME_SECONDS = 15 * 60;
const Policy = z.object({ expiration: z.string() });

/** Forms for an S3 bucket: one key, one length, one digest; S3 itself refuses anything else. */
export const s3UploadForms = (client: S3Client, bucket: string): UploadForms => ({
  async formFor({ key, contentType, sizeBytes, sha256 }) {
    const { url, fields } = await createPresignedPost(client, {
      Bucket: bucket,
      Key: key,
      Conditions: [["content-length-range", sizeBytes, sizeBytes]],
      Fields: {
        "Content-Type": contentType,
        "x-amz-checksum-algorithm": "SHA256",
        "x-amz-checksum-sha256": sha256,
      },
      Expires: FORM_LIFETIME_SECONDS,
    });
    // The policy says when it ends; the signer's own clock decided that.
    const policy = Buffer.from(fields["Policy"] ?? "", "base64").toString("utf8");
    return { url, fields, expiresAt: Policy.parse(JSON.parse(policy)).expiration };
  },
});
