import { GetObjectCommand, type S3Client } from "@aws-sdk/client-s3";
import { invariant } from "../../domain/shared/invariant.ts";

/** Reads what was uploaded. */
export interface UploadedFiles {
  /**
   * The whole file, or nothing where it is larger than it should be: a function's memory is not for
   * strangers to fill.
   */
  read(key: string, mostBytes: number): Promise<Uint8Array | undefined>;
}

export const s3UploadedFiles = (client: S3Client, bucket: string): UploadedFiles => ({
  async read(key, mostBytes) {
    const answer = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
    invariant(answer.Body, `the upload ${key} has no body`);
    if ((answer.ContentLength ?? Infinity) <= mostBytes) return answer.Body.transformToByteArray();
    // Nobody reads on: the connection is free for others.
    await answer.Body.transformToWebStream().cancel();
    return undefined;
  },
});
