import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { expect, test } from "vitest";
import {
  createPersonalVault,
  PersonalDataUnreadable,
} from "../../../adapters/personal/personal-vault.ts";
import { fakeKeyManagement, memoryDataKeyStore } from "../../support/personal.ts";

const march = Date.parse("2026-03-31T23:59:59+08:00");
const april = Date.parse("2026-04-01T00:00:00+08:00");
const child = { name: "王小明", idNumber: "411102201203151234" };

function setting() {
  const { kms, calls } = fakeKeyManagement();
  const keyStore = memoryDataKeyStore();
  const clock = { at: march };
  const vaultOfAFunction = () =>
    createPersonalVault({ kms, keyStore, now: () => clock.at, random: randomBytes });
  return { calls, keyStore, clock, vaultOfAFunction, vault: vaultOfAFunction() };
}

test("sealed fields open to what they were, for any text", async () => {
  const { vault } = setting();
  await fc.assert(
    fc.asyncProperty(
      fc.dictionary(fc.stringMatching(/^[a-z]{1,9}$/), fc.string({ unit: "grapheme" })),
      async (fields) => {
        const sealed = await vault.seal("student", "stu_1", fields);
        expect(await vault.open("student", "stu_1", sealed)).toEqual({ ...fields });
      },
    ),
  );
});

test("a sealed field shows nothing of its text, and the same text never looks the same twice", async () => {
  const { vault } = setting();
  const first = await vault.seal("student", "stu_1", child);
  const second = await vault.seal("student", "stu_1", child);
  expect(first["name"]).toMatch(/^p1\.2026-03\./);
  expect(JSON.stringify(first)).not.toContain("王小明");
  expect(first["name"]).not.toBe(second["name"]);
});

test("a field that is moved to another record, class or name does not open", async () => {
  const { vault } = setting();
  const sealed = await vault.seal("student", "stu_1", child);
  await vault.seal("contact", "mem_1", child);
  await expect(vault.open("student", "stu_2", sealed)).rejects.toThrow(PersonalDataUnreadable);
  await expect(vault.open("contact", "stu_1", sealed)).rejects.toThrow(PersonalDataUnreadable);
  const swapped = { name: sealed["idNumber"] ?? "", idNumber: sealed["name"] ?? "" };
  await expect(vault.open("student", "stu_1", swapped)).rejects.toThrow(PersonalDataUnreadable);
});

test("a field with any character altered does not open, and its error names no content", async () => {
  const { vault } = setting();
  const { name } = await vault.seal("student", "stu_1", { name: child.name });
  const text = name ?? "";
  for (let at = 0; at < text.length; at += 1) {
    const altered = text.slice(0, at) + (text[at] === "A" ? "Q" : "A") + text.slice(at + 1);
    await expect(
      vault.open("student", "stu_1", { name: altered }),
      `character ${at}`,
    ).rejects.toThrow(/^(?!.*王).*$/);
  }
});

test("a new month gets a new data key, and what the old one sealed still opens", async () => {
  const { vault, clock, keyStore } = setting();
  const ofMarch = await vault.seal("student", "stu_1", child);
  clock.at = april;
  const ofApril = await vault.seal("student", "stu_1", child);
  expect(ofApril["name"]).toMatch(/^p1\.2026-04\./);
  expect([...keyStore.kept.keys()]).toEqual(["student/2026-03", "student/2026-04"]);
  expect(await vault.open("student", "stu_1", ofMarch)).toEqual(child);
  expect(await vault.open("student", "stu_1", ofApril)).toEqual(child);
});

test("a value does not open when it claims another month's key", async () => {
  const { vault, clock } = setting();
  const sealed = await vault.seal("student", "stu_1", { name: child.name });
  clock.at = april;
  await vault.seal("student", "stu_1", child);
  const claimed = { name: (sealed["name"] ?? "").replace("2026-03", "2026-04") };
  await expect(vault.open("student", "stu_1", claimed)).rejects.toThrow(PersonalDataUnreadable);
});

test("functions that start at the same moment come to share one key", async () => {
  const { vaultOfAFunction, keyStore, calls } = setting();
  const vaults = [vaultOfAFunction(), vaultOfAFunction(), vaultOfAFunction()];
  const sealed = await Promise.all(vaults.map((v) => v.seal("student", "stu_1", child)));
  expect(calls.generated).toBeGreaterThan(1);
  expect(keyStore.kept.size).toBe(1);
  for (const fields of sealed) {
    expect(await vaultOfAFunction().open("student", "stu_1", fields)).toEqual(child);
  }
});

test("a data key is kept for five minutes and then asked for again", async () => {
  const { vault, clock, calls } = setting();
  clock.at = april;
  const sealed = await vault.seal("student", "stu_1", child);
  clock.at = april + 5 * 60_000 - 1;
  await vault.open("student", "stu_1", sealed);
  expect(calls).toEqual({ generated: 1, decrypted: 0 });
  clock.at = april + 5 * 60_000;
  await vault.open("student", "stu_1", sealed);
  expect(calls).toEqual({ generated: 1, decrypted: 1 });
});

test("a failed key service is asked again at the next call", async () => {
  const { kms } = fakeKeyManagement();
  let failing = true;
  const vault = createPersonalVault({
    kms: {
      ...kms,
      generateDataKey: (context) =>
        failing ? Promise.reject(new Error("throttled")) : kms.generateDataKey(context),
    },
    keyStore: memoryDataKeyStore(),
    now: () => march,
    random: randomBytes,
  });
  await expect(vault.seal("student", "stu_1", child)).rejects.toThrow("throttled");
  failing = false;
  const sealed = await vault.seal("student", "stu_1", child);
  expect(await vault.open("student", "stu_1", sealed)).toEqual(child);
});
