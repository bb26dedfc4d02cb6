import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import * as z from "zod";

/** A browser-style upload as S3 sees it: `POST /<bucket>` with a form of fields and one file. */
export interface PostForm {
  readonly bucket: string;
  /** Form fields by name in lower case; S3 does not mind the case. */
  readonly fields: ReadonlyMap<string, string>;
  readonly file: Uint8Array;
}

/** S3's own way to say no. */
export interface S3Refusal {
  readonly status: number;
  readonly code: string;
  readonly message: string;
}

export interface PolicyContext {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly nowEpochMs: number;
}

const Condition = z.union([
  z.tuple([z.literal("content-length-range"), z.coerce.number(), z.coerce.number()]),
  z.tuple([z.enum(["eq", "starts-with"]), z.string().startsWith("$"), z.string()]),
  z.record(z.string(), z.string()),
]);
type Condition = z.infer<typeof Condition>;
const Policy = z.object({
  expiration: z.iso.datetime({ offset: true }),
  conditions: z.array(Condition),
});

const denied = (message: string): S3Refusal => ({ status: 403, code: "AccessDenied", message });
const violated = (reason: string): S3Refusal => denied(`Invalid according to Policy: ${reason}`);
const bad = (code: string, message: string): S3Refusal => ({ status: 400, code, message });

const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac("sha256", key).update(text).digest();

function isEqual(left: string, right: string): boolean {
  const [a, b] = [Buffer.from(left), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Signature Version 4 over the encoded policy, with the key of the credential's day and region. */
function checkSignature(form: PostForm, context: PolicyContext): S3Refusal | undefined {
  const field = (name: string): string => form.fields.get(name) ?? "";
  const policy = field("policy");
  if (policy === "" || field("x-amz-signature") === "") return denied("Access Denied");
  if (field("x-amz-algorithm") !== "AWS4-HMAC-SHA256") {
    return bad("InvalidArgument", "x-amz-algorithm only supports AWS4-HMAC-SHA256");
  }
  const scope = /^([^/]+)\/(\d{8})\/([a-z0-9-]+)\/s3\/aws4_request$/.exec(
    field("x-amz-credential"),
  );
  const [, accessKeyId, day = "", region = ""] = scope ?? [];
  if (!scope || !field("x-amz-date").startsWith(`${day}T`)) {
    return bad("AuthorizationQueryParametersError", "x-amz-credential is malformed");
  }
  if (accessKeyId !== context.accessKeyId) {
    return {
      status: 403,
      code: "InvalidAccessKeyId",
      message: "The AWS Access Key Id you provided does not exist in our records.",
    };
  }
  const ofDay = hmac(`AWS4${context.secretAccessKey}`, day);
  const key = hmac(hmac(hmac(ofDay, region), "s3"), "aws4_request");
  if (isEqual(hmac(key, policy).toString("hex"), field("x-amz-signature"))) return undefined;
  return {
    status: 403,
    code: "SignatureDoesNotMatch",
    message: "The request signature we calculated does not match the signature you provided.",
  };
}

/** A condition in its long form: `{ "key": "a" }` means `["eq", "$key", "a"]`. */
function* longForms(conditions: readonly Condition[]) {
  for (const condition of conditions) {
    if (Array.isArray(condition)) yield condition;
    else
      for (const [name, value] of Object.entries(condition))
        yield ["eq", `$${name}`, value] as const;
  }
}

/** Fields that a policy need not name. */
const isFree = (name: string): boolean =>
  ["policy", "x-amz-signature", "file"].includes(name) || name.startsWith("x-ignore-");

function checkConditions(form: PostForm, conditions: readonly Condition[]): S3Refusal | undefined {
  const values = new Map([...form.fields, ["bucket", form.bucket]]);
  const named = new Set<string>(["bucket"]);
  for (const condition of longForms(conditions)) {
    if (condition[0] === "content-length-range") {
      const [, minimumBytes, maximumBytes] = condition;
      const sizeBytes = form.file.byteLength;
      if (sizeBytes > maximumBytes) {
        return bad("EntityTooLarge", "Your proposed upload exceeds the maximum allowed size");
      }
      if (sizeBytes < minimumBytes) {
        return bad(
          "EntityTooSmall",
          "Your proposed upload is smaller than the minimum allowed size",
        );
      }
      continue;
    }
    const [operator, variable, wanted] = condition;
    const name = variable.slice(1).toLowerCase();
    const value = values.get(name) ?? "";
    named.add(name);
    const holds = operator === "eq" ? value === wanted : value.startsWith(wanted);
    if (!holds) return violated(`Policy Condition failed: ${JSON.stringify(condition)}`);
  }
  const extra = [...form.fields.keys()].filter((name) => !named.has(name) && !isFree(name));
  return extra.length > 0 ? violated(`Extra input fields: ${extra.join(", ")}`) : undefined;
}

/** What the form says about its bytes is measured on the bytes. */
function checkDigest(form: PostForm): S3Refusal | undefined {
  const unsupported = [...form.fields.keys()].find(
    (name) =>
      /^x-amz-checksum-(?!sha256$|algorithm$)/.test(name) || name === "success_action_redirect",
  );
  if (unsupported !== undefined) {
    return {
      status: 501,
      code: "NotImplemented",
      message: `The local runtime does not support the field ${unsupported}.`,
    };
  }
  const claimed = form.fields.get("x-amz-checksum-sha256");
  const actual = createHash("sha256").update(form.file).digest("base64");
  return claimed === undefined || claimed === actual
    ? undefined
    : bad("BadDigest", "The SHA256 you specified did not match the calculated checksum.");
}

function decodePolicy(encoded: string): z.infer<typeof Policy> | undefined {
  try {
    return Policy.parse(JSON.parse(Buffer.from(encoded, "base64").toString("utf8")));
  } catch {
    return undefined;
  }
}

/**
 * Whether a browser-style upload is as its signer allowed: signature, expiry on the virtual clock,
 * every condition, no field besides, and the checksum of the bytes themselves.
 */
export function checkPostPolicy(form: PostForm, context: PolicyContext): S3Refusal | undefined {
  const unsigned = checkSignature(form, context);
  if (unsigned) return unsigned;
  const policy = decodePolicy(form.fields.get("policy") ?? "");
  if (!policy)
    return bad("InvalidPolicyDocument", "The content of the form is not a valid policy.");
  if (Date.parse(policy.expiration) <= context.nowEpochMs) return violated("Policy expired.");
  return checkConditions(form, policy.conditions) ?? checkDigest(form);
}
