import { presignGet } from "../../adapters/uploads/presign-get.ts";
import type { S3Refusal } from "./post-policy.ts";

const denied = (message: string): S3Refusal => ({ status: 403, code: "AccessDenied", message });

const INSTANT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/**
 * Says no, as S3 does, to a download by a link that these credentials have not signed in its query, or whose time
 * is over.
 */
export function checkLink(
  url: URL,
  credentials: { readonly accessKeyId: string; readonly secretAccessKey: string },
  nowEpochMs: number,
): S3Refusal | undefined {
  const asked = Object.fromEntries(url.searchParams);
  const { "X-Amz-Signature": signature, "X-Amz-Date": instant = "" } = asked;
  const signedAt = Date.parse(instant.replace(INSTANT, "$1-$2-$3T$4:$5:$6Z"));
  const lifetimeSeconds = Number(asked["X-Amz-Expires"]);
  if (signature === undefined || Number.isNaN(signedAt + lifetimeSeconds))
    return denied("Access Denied");
  const [, , region = ""] = (asked["X-Amz-Credential"] ?? "").split("/");
  const query = Object.entries(asked).filter(([name]) => !name.startsWith("X-Amz-"));
  const right = presignGet({
    url: new URL(url.pathname, url.origin),
    region,
    credentials: { ...credentials, sessionToken: asked["X-Amz-Security-Token"] },
    at: new Date(signedAt),
    lifetimeSeconds,
    query: Object.fromEntries(query),
  });
  if (new URL(right).searchParams.get("X-Amz-Signature") !== signature)
    return {
      status: 403,
      code: "SignatureDoesNotMatch",
      message: "The request signature we calculated does not match the signature you provided.",
    };
  return nowEpochMs > signedAt + lifetimeSeconds * 1000 ? denied("Request has expired") : undefined;
}
