import { createHmac } from "node:crypto";
import { expect, test } from "vitest";
import { createKeyedHash } from "../../../adapters/personal/keyed-hash.ts";

const keyedBy = (secret: string) =>
  createKeyedHash({
    mac: (label) => Promise.resolve(createHmac("sha256", secret).update(label).digest()),
  });
const hash = keyedBy("one");

test.each([
  ["phone", "13800138000", " 138 0013 8000"],
  ["phone", "13800138000", "+86 138-0013-8000"],
  ["phone", "13800138000", "008613800138000"],
  ["phone", "13800138000", "１３８００１３８０００"],
  ["id-number", "11010519491231002X", "11010519491231002x"],
  ["id-number", "11010519491231002X", "110105 19491231 002X"],
] as const)("the %s %s is found as %s", async (kind, stored, asked) => {
  expect(await hash.lookup(kind, asked)).toBe(await hash.lookup(kind, stored));
});

test("a hash is versioned, and is HMAC-SHA-256 under the label's own key", async () => {
  const key = createHmac("sha256", "one").update("v1:lookup:phone").digest();
  const expected = createHmac("sha256", key).update("13800138000").digest("base64url");
  expect(await hash.lookup("phone", "13800138000")).toBe(`v1:${expected}`);
});

test("another value, kind, label or key gives another hash", async () => {
  const hashes = await Promise.all([
    hash.lookup("phone", "13800138000"),
    hash.lookup("phone", "13800138001"),
    hash.lookup("id-number", "13800138000"),
    hash.hmac("request", "13800138000"),
    keyedBy("two").lookup("phone", "13800138000"),
  ]);
  expect(new Set(hashes).size).toBe(hashes.length);
});
