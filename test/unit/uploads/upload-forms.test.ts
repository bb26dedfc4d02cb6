import { createHash } from "node:crypto";
import { GetObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { sdkStreamMixin } from "@smithy/core/serde";
import { mockClient } from "aws-sdk-client-mock";
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { s3UploadedFiles } from "../../../adapters/uploads/uploaded-files.ts";
import { s3UploadForms } from "../../../adapters/uploads/upload-forms.ts";
import { checkPostPolicy } from "../../../local/door/post-policy.ts";

const credentials = { accessKeyId: "AKIDTEST", secretAccessKey: "secret" };
const client = new S3Client({ region: "cn-north-1", credentials });
const file = Buffer.from("机构名称\n");
const sha256 = createHash("sha256").update(file).digest("base64");
const KEY = "imports/institutions/job_1";

const form = () =>
  s3UploadForms(client, "uploads").formFor({
    key: KEY,
    contentType: "text/csv",
    sizeBytes: file.length,
    sha256,
  });

/** What S3 says to the form, filled in with these fields and this file. */
async function answerTo(sent: Uint8Array, change: Record<string, string> = {}, lateMs = 0) {
  const { fields } = await form();
  const all = Object.entries({ ...fields, ...change });
  const lower = new Map(all.map(([name, value]) => [name.toLowerCase(), value]));
  const posted = { bucket: "uploads", fields: lower, file: sent };
  return checkPostPolicy(posted, { ...credentials, nowEpochMs: Date.now() + lateMs })?.code;
}

describe("an upload form", () => {
  it("lets the announced file through, for a quarter of an hour", async () => {
    expect(await answerTo(file)).toBeUndefined();
    expect(await answerTo(file, {}, 14 * 60_000)).toBeUndefined();
    expect(await answerTo(file, {}, 16 * 60_000)).toBeDefined();
    const minutes = (Date.parse((await form()).expiresAt) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(14);
    expect(minutes).toBeLessThanOrEqual(15);
  });

  it("lets no other file, key, type or digest through", async () => {
    expect(await answerTo(Buffer.concat([file, file]))).toBe("EntityTooLarge");
    expect(await answerTo(file.subarray(1))).toBe("EntityTooSmall");
    const other = Buffer.from(file).fill(65);
    expect(await answerTo(other)).toBe("BadDigest");
    expect(await answerTo(file, { key: "imports/institutions/job_2" })).toBe("AccessDenied");
    expect(await answerTo(file, { "Content-Type": "text/html" })).toBe("AccessDenied");
    const digest = createHash("sha256").update(other).digest("base64");
    expect(await answerTo(other, { "x-amz-checksum-sha256": digest })).toBe("AccessDenied");
    expect(await answerTo(file, { acl: "public-read" })).toBe("AccessDenied");
  });
});

describe("an uploaded file", () => {
  const stored = (bytes: Uint8Array) => {
    const s3 = mockClient(S3Client);
    const body = sdkStreamMixin(Readable.from([Buffer.from(bytes)]));
    s3.on(GetObjectCommand).resolves({ Body: body, ContentLength: bytes.length });
    return { s3, body };
  };

  it("is read whole", async () => {
    const { s3 } = stored(file);
    const read = await s3UploadedFiles(client, "uploads").read(KEY, file.length);
    expect(Buffer.from(read ?? [])).toEqual(file);
    expect(s3.call(0).args[0].input).toEqual({ Bucket: "uploads", Key: KEY });
  });

  it("is not read when it is larger than it should be", async () => {
    stored(file);
    expect(await s3UploadedFiles(client, "uploads").read(KEY, file.length - 1)).toBeUndefined();
  });
});
