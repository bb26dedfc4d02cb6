import { describe, expect, it } from "vitest";
import { presignGet } from "../../../adapters/uploads/presign-get.ts";

const asked = {
  url: new URL("https://examplebucket.s3.amazonaws.com/test.txt"),
  region: "us-east-1",
  credentials: {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  },
  at: new Date("2013-05-24T00:00:00Z"),
  lifetimeSeconds: 86_400,
};

describe("a presigned link", () => {
  it("is the one that Amazon's own example says", () => {
    const link = new URL(presignGet(asked));
    expect(link.searchParams.get("X-Amz-Signature")).toBe(
      "aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
    );
    expect(link.searchParams.get("X-Amz-Expires")).toBe("86400");
  });

  it("signs how the answer is headed, and the session", () => {
    const signatureOf = (more: object) =>
      new URL(presignGet({ ...asked, ...more })).searchParams.get("X-Amz-Signature");
    const attachment = { query: { "response-content-disposition": "attachment; (it's)" } };
    const withToken = { credentials: { ...asked.credentials, sessionToken: "token/+=" } };
    const all = [{}, attachment, withToken].map(signatureOf);
    expect(new Set(all).size).toBe(3);
    expect(presignGet({ ...asked, ...attachment })).toContain("attachment%3B%20%28it%27s%29");
  });
});
