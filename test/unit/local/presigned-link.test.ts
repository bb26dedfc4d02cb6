import { describe, expect, it } from "vitest";
import { presignGet } from "../../../adapters/uploads/presign-get.ts";
import { checkLink } from "../../../local/door/presigned-link.ts";

const credentials = { accessKeyId: "local", secretAccessKey: "secret" };
const at = new Date("2026-03-02T08:00:00Z");
const link = (): URL =>
  new URL(
    presignGet({
      url: new URL("http://127.0.0.1:4566/uploads/evidence/evd_1"),
      region: "eu-central-1",
      credentials,
      at,
      lifetimeSeconds: 300,
      query: { "response-content-disposition": "attachment" },
    }),
  );
const codeOf = (url: URL, nowEpochMs = at.getTime()) =>
  checkLink(url, credentials, nowEpochMs)?.code;

describe("a link to a file", () => {
  it("is good until its time is over", () => {
    expect(codeOf(link(), at.getTime() + 300_000)).toBeUndefined();
    expect(checkLink(link(), credentials, at.getTime() + 300_001)).toMatchObject({
      status: 403,
      message: "Request has expired",
    });
  });

  it("is good for its own object only, as it was signed", () => {
    const other = link();
    other.pathname = "/uploads/evidence/evd_2";
    expect(codeOf(other)).toBe("SignatureDoesNotMatch");
    const longer = link();
    longer.searchParams.set("X-Amz-Expires", "3000");
    expect(codeOf(longer)).toBe("SignatureDoesNotMatch");
    const shown = link();
    shown.searchParams.set("response-content-disposition", "inline");
    expect(codeOf(shown)).toBe("SignatureDoesNotMatch");
  });

  it("signs with the platform's own key", () => {
    const foreign = { ...credentials, secretAccessKey: "guessed" };
    expect(checkLink(link(), foreign, at.getTime())?.code).toBe("SignatureDoesNotMatch");
  });

  it("is needed: a bare address is refused", () => {
    const bare = link();
    bare.search = "";
    expect(codeOf(bare)).toBe("AccessDenied");
    const undated = link();
    undated.searchParams.set("X-Amz-Date", "yesterday");
    expect(codeOf(undated)).toBe("AccessDenied");
  });
});
