import { createHash, createHmac } from "node:crypto";

/** Long-lived or temporary credentials; a session has a token beside its keys. */
export interface Credentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string | undefined;
}

export interface PresignedGet {
  /** The object's own address, without a query. */
  readonly url: URL;
  readonly region: string;
  readonly credentials: Credentials;
  readonly at: Date;
  readonly lifetimeSeconds: number;
  /** Further parameters of the query: how the answer is to be headed. */
  readonly query?: Readonly<Record<string, string>>;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer =>
  createHmac("sha256", key).update(text).digest();

/** RFC 3986: what `encodeURIComponent` leaves alone and AWS does not. */
const encoded = (text: string): string =>
  encodeURIComponent(text).replace(
    /[!'()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );

/**
 * The address under which one object can be fetched for a while, signed in its query, so that whoever is
 * given it needs no credentials. Nothing is asked of the network.
 * @source Amazon S3 API Reference, "Authenticating Requests: Using Query Parameters (AWS Signature Version 4)"
 */
export function presignGet(asked: PresignedGet): string {
  const { url, region, credentials, at, lifetimeSeconds, query = {} } = asked;
  const instant = at.toISOString().replace(/[-:]|\.\d{3}/g, "");
  const day = instant.slice(0, 8);
  const scope = `${day}/${region}/s3/aws4_request`;
  const { accessKeyId, secretAccessKey, sessionToken } = credentials;
  const parameters = {
    ...query,
    "X-Amz-Algorithm": "AWS4-HMAC-SHA256",
    "X-Amz-Credential": `${accessKeyId}/${scope}`,
    "X-Amz-Date": instant,
    "X-Amz-Expires": String(lifetimeSeconds),
    "X-Amz-SignedHeaders": "host",
    ...(sessionToken === undefined ? {} : { "X-Amz-Security-Token": sessionToken }),
  };
  const canonicalQuery = Object.entries(parameters)
    .map(([name, value]) => `${encoded(name)}=${encoded(value)}`)
    .toSorted()
    .join("&");
  const canonicalRequest = [
    "GET",
    url.pathname,
    canonicalQuery,
    `host:${url.host}`,
    "",
    "host",
    "UNSIGNED-PAYLOAD",
  ].join("\n");
  const signed = ["AWS4-HMAC-SHA256", instant, scope, sha256(canonicalRequest)].join("\n");
  const ofDay = hmac(`AWS4${secretAccessKey}`, day);
  const key = hmac(hmac(hmac(ofDay, region), "s3"), "aws4_request");
  const signature = hmac(key, signed).toString("hex");
  return `${url.origin}${url.pathname}?${canonicalQuery}&X-Amz-Signature=${signature}`;
}
