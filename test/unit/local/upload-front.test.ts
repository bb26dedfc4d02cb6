import { createHash } from "node:crypto";
import { GetObjectCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { createPresignedPost, type PresignedPostOptions } from "@aws-sdk/s3-presigned-post";
import { startFauxqs } from "fauxqs";
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { PutEventsEntry } from "../../../local/door/s3-event.ts";
import { createUploadFront } from "../../../local/door/upload-front.ts";
import { assemblyOf, FIRST_MORNING, stillClock } from "../../support/local/fakes.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "local-secret" };
const CSV = Buffer.from("名称,金额\n小明,100\n");
const sha256 = (bytes: Buffer): string => createHash("sha256").update(bytes).digest("base64");

const clock = stillClock();
const sent: PutEventsEntry[] = [];
let storage: Awaited<ReturnType<typeof startFauxqs>>;
let front: ReturnType<typeof createUploadFront>;
let client: S3Client;

beforeAll(async () => {
  storage = await startFauxqs({ port: 0, logger: false });
  front = createUploadFront({
    assembly: assemblyOf([
      {
        logicalId: "Uploads",
        name: "uploads",
        type: "AWS::S3::Bucket",
        properties: {
          NotificationConfiguration: { EventBridgeConfiguration: { EventBridgeEnabled: true } },
        },
      },
      { logicalId: "Quiet", name: "quiet", type: "AWS::S3::Bucket", properties: {} },
    ]),
    clock,
    baseUrl: `http://127.0.0.1:${storage.port}`,
    putEvents: ({ Entries }) => Promise.resolve(sent.push(...Entries)),
    credentials,
  });
  client = new S3Client({ endpoint: await front.listen(), region: "eu-west-1", credentials });
  for (const bucket of ["uploads", "quiet"]) storage.createBucket(bucket);
});
afterAll(async () => {
  client.destroy();
  await front.stop();
  await storage.stop();
});
beforeEach(() => {
  sent.length = 0;
  // Functions live in virtual time, so that is when they sign.
  vi.useFakeTimers({ toFake: ["Date"], now: clock.now() });
  return () => vi.useRealTimers();
});

const POLICY = {
  Bucket: "uploads",
  Key: "imports/job_1/institutions.csv",
  Expires: 600,
  Fields: {
    "Content-Type": "text/csv",
    "x-amz-meta-job": "job_1",
    "x-amz-checksum-sha256": sha256(CSV),
  },
  Conditions: [["content-length-range", 1, 1000] as ["content-length-range", number, number]],
} satisfies PresignedPostOptions;

interface Attempt {
  /** What the signer allows. */
  readonly policy?: Partial<PresignedPostOptions>;
  /** What the sender changes afterwards; `undefined` leaves a field out. */
  readonly fields?: Readonly<Record<string, string | undefined>>;
  readonly file?: Buffer;
  readonly bucket?: string;
}

/** Signs a policy as a function does, and posts a form as a browser does. */
async function post({ policy, fields = {}, file = CSV, bucket }: Attempt = {}) {
  const signed = await createPresignedPost(client, { ...POLICY, ...policy });
  const form = new FormData();
  for (const [name, value] of Object.entries({ ...signed.fields, ...fields })) {
    if (value !== undefined) form.append(name, value);
  }
  form.append("file", new Blob([new Uint8Array(file)]), "list.csv");
  const url = bucket === undefined ? signed.url : signed.url.replace("uploads", bucket);
  const response = await fetch(url, { method: "POST", body: form });
  const text = await response.text();
  return { response, text, code: /<Code>(\w+)<\/Code>/.exec(text)?.[1] };
}

async function stored(key = POLICY.Key, bucket = "uploads") {
  const object = await client.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
  return { object, bytes: Buffer.from((await object.Body?.transformToByteArray()) ?? []) };
}

describe("an upload as its policy allows", () => {
  it("is stored with type and metadata and answered with 204", async () => {
    const { response } = await post();
    expect(response.status).toBe(204);
    const { object, bytes } = await stored();
    expect(bytes).toEqual(CSV);
    expect(object.ContentType).toBe("text/csv");
    expect(object.Metadata).toEqual({ job: "job_1" });
  });

  it("is made known to the default bus as S3 documents it", async () => {
    await post();
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({
      Source: "aws.s3",
      DetailType: "Object Created",
      Resources: ["arn:aws:test:::uploads"],
      Time: new Date(FIRST_MORNING).toISOString(),
    });
    expect(JSON.parse(sent[0]?.Detail ?? "")).toMatchObject({
      version: "0",
      bucket: { name: "uploads" },
      object: {
        key: POLICY.Key,
        size: CSV.byteLength,
        etag: createHash("md5").update(CSV).digest("hex"),
      },
      reason: "PostObject",
    });
  });

  it("is silent for a bucket whose template does not switch events on", async () => {
    const { response } = await post({ policy: { Bucket: "quiet" } });
    expect(response.status).toBe(204);
    expect(sent).toEqual([]);
  });

  it("answers 201 with a document where the form asks for it", async () => {
    const asked = { ...POLICY.Fields, success_action_status: "201" };
    const { response, text } = await post({ policy: { Fields: asked } });
    expect(response.status).toBe(201);
    expect(text).toContain(`<Key>${POLICY.Key}</Key>`);
  });

  it("may take its name from the file", async () => {
    const { response } = await post({ policy: { Key: "free/${filename}" } });
    expect(response.status).toBe(204);
    expect((await stored("free/list.csv")).bytes).toEqual(CSV);
  });
});

describe("an upload that its policy does not allow", () => {
  const key = "imports/job_1/refused.csv";
  it.each<[string, Attempt, number, string]>([
    ["another key", { fields: { key: "imports/job_2/x.csv" } }, 403, "AccessDenied"],
    ["another bucket", { bucket: "quiet" }, 403, "AccessDenied"],
    ["another type", { fields: { "Content-Type": "text/html" } }, 403, "AccessDenied"],
    [
      "a field that was signed left out",
      { fields: { "x-amz-meta-job": undefined } },
      403,
      "AccessDenied",
    ],
    ["a field that was not signed", { fields: { "x-amz-meta-more": "1" } }, 403, "AccessDenied"],
    ["a file that is too long", { file: Buffer.alloc(1001) }, 400, "EntityTooLarge"],
    ["an empty file", { file: Buffer.alloc(0) }, 400, "EntityTooSmall"],
    ["other bytes than announced", { file: Buffer.from("other") }, 400, "BadDigest"],
    [
      "an altered signature",
      { fields: { "X-Amz-Signature": "0".repeat(64) } },
      403,
      "SignatureDoesNotMatch",
    ],
    [
      "an altered policy",
      {
        fields: {
          Policy: Buffer.from('{"expiration":"2099-01-01T00:00:00Z","conditions":[]}').toString(
            "base64",
          ),
        },
      },
      403,
      "SignatureDoesNotMatch",
    ],
    ["no policy", { fields: { Policy: undefined } }, 403, "AccessDenied"],
    [
      "the credential of somebody else",
      { fields: { "X-Amz-Credential": "other/20260302/eu-west-1/s3/aws4_request" } },
      403,
      "InvalidAccessKeyId",
    ],
    ["a policy that has expired", { policy: { Expires: 0 } }, 403, "AccessDenied"],
    [
      "a checksum that is not computed here",
      { policy: { Fields: { "x-amz-checksum-crc32": "AAAAAA==" } } },
      501,
      "NotImplemented",
    ],
  ])("is refused for %s", async (_what, attempt, status, refusal) => {
    const result = await post({ ...attempt, policy: { Key: key, ...attempt.policy } });
    expect([result.response.status, result.code]).toEqual([status, refusal]);
    expect(sent).toEqual([]);
    await expect(stored(key)).rejects.toThrow("key does not exist");
  });

  it("is refused for a prefix that the key lacks", async () => {
    const Conditions = [
      ["starts-with", "$x-amz-meta-job", "job_2"] as ["starts-with", string, string],
    ];
    const { code, text } = await post({ policy: { Conditions } });
    expect(code).toBe("AccessDenied");
    expect(text).toContain("Policy Condition failed");
  });

  it("is refused when it is no form at all", async () => {
    const { url } = await createPresignedPost(client, POLICY);
    const response = await fetch(url, {
      method: "POST",
      headers: { "content-type": "multipart/form-data; boundary=x" },
      body: "no form",
    });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain("MalformedPOSTRequest");
  });

  it("is refused once the virtual clock has passed its expiry", async () => {
    const signed = await createPresignedPost(client, POLICY);
    clock.moveTo(clock.now() + 601_000);
    const form = new FormData();
    for (const [name, value] of Object.entries(signed.fields)) form.append(name, value);
    form.append("file", new Blob([new Uint8Array(CSV)]), "list.csv");
    const response = await fetch(signed.url, { method: "POST", body: form });
    expect(response.status).toBe(403);
    expect(await response.text()).toContain("Policy expired");
  });
});

describe("every other request", () => {
  it("reaches the storage unchanged, and a PUT is made known too", async () => {
    const Key = "reports/2026/一月 report.json";
    await client.send(new PutObjectCommand({ Bucket: "uploads", Key, Body: "{}" }));
    expect((await stored(Key)).bytes.toString()).toBe("{}");
    expect(JSON.parse(sent[0]?.Detail ?? "")).toMatchObject({
      object: { key: Key, size: 2 },
      reason: "PutObject",
    });
  });

  it("gets the storage's own errors", async () => {
    await expect(stored("nothing")).rejects.toMatchObject({ name: "NoSuchKey" });
    expect(sent).toEqual([]);
  });
});
