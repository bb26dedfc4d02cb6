import { createHash } from "node:crypto";
import type { EventBridgeEvent } from "aws-lambda";
import type { ExpectedFile } from "../../adapters/uploads/upload-forms.ts";
import type { EvidenceKit } from "../../functions/kit/evidence-deps.ts";
import type { UploadedFileKit, UploadFormKit } from "../../functions/kit/upload-deps.ts";

/** A bucket in memory: forms are handed out for it, and what a test puts in is read. */
export type MemoryUploads = Pick<UploadFormKit, "uploadForms"> &
  Pick<UploadedFileKit, "uploadedFiles"> &
  Pick<EvidenceKit, "evidence"> & {
    /** What lies in the bucket, by key. */
    readonly uploads: Map<string, Uint8Array>;
    /** The files that forms were handed out for. */
    readonly expected: ExpectedFile[];
  };

export function memoryUploads(): MemoryUploads {
  const uploads = new Map<string, Uint8Array>();
  const expected: ExpectedFile[] = [];
  return {
    uploads,
    expected,
    uploadForms: {
      formFor: (file) => {
        expected.push(file);
        return Promise.resolve({
          url: "https://uploads.test/",
          fields: { key: file.key },
          expiresAt: "2026-03-02T01:15:00Z",
        });
      },
    },
    uploadedFiles: {
      read: (key, mostBytes) => {
        const bytes = uploads.get(key);
        if (bytes === undefined) return Promise.reject(new Error("NoSuchKey"));
        return Promise.resolve(bytes.length <= mostBytes ? bytes : undefined);
      },
    },
    evidence: {
      inspect: (key, mostBytes) => {
        const content = uploads.get(key);
        if (content === undefined) return Promise.resolve({ found: "nothing" });
        return Promise.resolve(
          content.length <= mostBytes ? { found: "file", content } : { found: "too-large" },
        );
      },
      keep: (key, content) => {
        uploads.set(key, content);
        return Promise.resolve();
      },
      linkTo: (key) =>
        Promise.resolve({
          url: `https://uploads.test/${key}?signed`,
          expiresAt: "2026-03-02T01:05:00Z",
        }),
    },
  };
}

/** A file as the one who hands it in announces it. */
export const announcementOf = (fileName: string, bytes: Uint8Array) => ({
  fileName,
  contentLength: bytes.length,
  sha256: createHash("sha256").update(bytes).digest("base64"),
  contentType: "text/csv",
});

/** "Object Created" as the bus delivers it. */
export const objectCreated = (key: string): EventBridgeEvent<string, unknown> => ({
  version: "0",
  id: "event",
  "detail-type": "Object Created",
  source: "aws.s3",
  account: "",
  time: "",
  region: "",
  resources: [],
  detail: { bucket: { name: "uploads" }, object: { key, size: 1 } },
});
