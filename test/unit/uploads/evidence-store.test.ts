import {
  GetObjectCommand,
  NoSuchKey,
  PutObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { sdkStreamMixin } from "@smithy/core/serde";
import { mockClient } from "aws-sdk-client-mock";
import { Readable } from "node:stream";
import { beforeEach, describe, expect, it } from "vitest";
import { s3EvidenceStore } from "../../../adapters/uploads/evidence-store.ts";

const credentials = { accessKeyId: "AKIDTEST", secretAccessKey: "secret" };
const KEY = "quarantine/complaints/cmp_1/evd_1";
const told = { message: "as S3 says", $metadata: {} };
const sent = mockClient(S3Client);
const store = s3EvidenceStore(new S3Client({ region: "cn-north-1", credentials }), "uploads");
const bodyOf = (text: string) => sdkStreamMixin(Readable.from([Buffer.from(text)]));

beforeEach(() => {
  sent.reset();
});

describe("the store of evidence", () => {
  it("reads a file that is small enough, and no larger one", async () => {
    sent.on(GetObjectCommand).callsFake(() => ({ Body: bodyOf("proof"), ContentLength: 5 }));
    const found = await store.inspect(KEY, 5);
    expect(found.found === "file" && Buffer.from(found.content).toString()).toBe("proof");
    expect(await store.inspect(KEY, 4)).toEqual({ found: "too-large" });
  });

  it.each([
    new NoSuchKey(told),
    new S3ServiceException({ ...told, name: "AccessDenied", $fault: "client" }),
  ])("finds nothing where S3 says $name", async (error) => {
    sent.on(GetObjectCommand).rejects(error);
    expect(await store.inspect(KEY, 5)).toEqual({ found: "nothing" });
  });

  it("fails loudly when S3 does", async () => {
    const down = new S3ServiceException({ ...told, name: "SlowDown", $fault: "server" });
    sent.on(GetObjectCommand).rejects(down);
    await expect(store.inspect(KEY, 5)).rejects.toBe(down);
  });

  it("keeps a file as an attachment of its type", async () => {
    sent.on(PutObjectCommand).resolves({});
    await store.keep("evidence/complaints/cmp_1/evd_1", Buffer.from("proof"), "image/png");
    expect(sent.commandCalls(PutObjectCommand)[0]?.args[0].input).toMatchObject({
      Bucket: "uploads",
      ContentType: "image/png",
      ContentDisposition: "attachment",
    });
  });

  it("links to one file of the bucket in its own partition, for five minutes", async () => {
    const { url, expiresAt } = await store.linkTo("evidence/complaints/cmp_1/evd_1", "image/png");
    const link = new URL(url);
    expect([link.host, link.pathname]).toEqual([
      "uploads.s3.cn-north-1.amazonaws.com.cn",
      "/evidence/complaints/cmp_1/evd_1",
    ]);
    expect(link.searchParams.get("X-Amz-Expires")).toBe("300");
    expect(link.searchParams.get("response-content-disposition")).toBe("attachment");
    const signedAt = link.searchParams.get("X-Amz-Date") ?? "";
    const at = signedAt.replace(/(....)(..)(..)T(..)(..)(..)Z/, "$1-$2-$3T$4:$5:$6Z");
    expect(Date.parse(expiresAt) - Date.parse(at)).toBeLessThan(301_000);
  });
});
