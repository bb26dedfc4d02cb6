import { verify } from "node:crypto";
import { serializeDictionary } from "structured-headers";
import { expect, test } from "vitest";
import { contentDigest, digestMatches } from "../../../adapters/signing/content-digest.ts";
import { publicKeyFromJwk, signerFromJwk } from "../../../adapters/signing/keys.ts";
import { requestComponent } from "../../../adapters/signing/message-components.ts";
import {
  componentId,
  signatureBase,
  signatureParameters,
} from "../../../adapters/signing/signature-base.ts";

/** RFC 9421 B.1.4, `test-key-ed25519`. */
const testKey = {
  kty: "OKP",
  crv: "Ed25519",
  kid: "test-key-ed25519",
  d: "n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU",
  x: "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs",
} as const;

/** RFC 9421 B.2, `test-request`. */
const testRequest = {
  method: "POST",
  path: "/foo",
  query: "param=Value&Pet=dog",
  headers: {
    Host: "example.com",
    Date: "Tue, 20 Apr 2021 02:07:55 GMT",
    "Content-Type": "application/json",
    "Content-Length": "18",
  },
  body: '{"hello": "world"}',
};

/** RFC 9421 B.2.6: what the signature covers, its base, and the signature. */
const covered = signatureParameters(
  ["date", "@method", "@path", "@authority", "content-type", "content-length"].map((name) =>
    componentId(name),
  ),
  new Map<string, number | string>([
    ["created", 1618884473],
    ["keyid", "test-key-ed25519"],
  ]),
);
const expectedBase = [
  '"date": Tue, 20 Apr 2021 02:07:55 GMT',
  '"@method": POST',
  '"@path": /foo',
  '"@authority": example.com',
  '"content-type": application/json',
  '"content-length": 18',
  '"@signature-params": ("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"',
].join("\n");
const expectedSignature =
  "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";

test("the signature base of RFC 9421 B.2.6 is built byte for byte", () => {
  const base = signatureBase(covered, (component) => requestComponent(testRequest, component));
  expect(base.toString()).toBe(expectedBase);
});

test("signing RFC 9421 B.2.6 with the key of B.1.4 gives the published signature", async () => {
  const signature = await signerFromJwk(testKey).sign(Buffer.from(expectedBase));
  expect(Buffer.from(signature).toString("base64")).toBe(expectedSignature);
});

test("the published signature of RFC 9421 B.2.6 verifies with the published key", () => {
  const signature = Buffer.from(expectedSignature, "base64");
  const key = publicKeyFromJwk(testKey);
  expect(verify(null, Buffer.from(expectedBase), key, signature)).toBe(true);
  expect(verify(null, Buffer.from(expectedBase.replace("POST", "PUT")), key, signature)).toBe(
    false,
  );
});

test("the query component keeps its question mark, as in RFC 9421 §2.2.7", () => {
  expect(requestComponent(testRequest, '"@query"')).toBe("?param=Value&Pet=dog");
  expect(requestComponent({ ...testRequest, query: "" }, '"@query"')).toBe("?");
});

test("content-digest equals the SHA-256 examples of RFC 9530, appendix B", () => {
  expect(contentDigest('{"hello": "world"}\n')).toBe(
    "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:",
  );
  expect(contentDigest("")).toBe("sha-256=:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=:");
});

test("a digest by another algorithm alone is not believed", () => {
  const header = serializeDictionary(new Map([["md5", [new Uint8Array(16), new Map()]]]));
  expect(digestMatches(header, "")).toBe(false);
});
