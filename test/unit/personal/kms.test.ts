import {
  DecryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  KMSClient,
} from "@aws-sdk/client-kms";
import { mockClient } from "aws-sdk-client-mock";
import { beforeEach, expect, test } from "vitest";
import { kmsKeys, kmsMac } from "../../../adapters/personal/kms.ts";

const client = new KMSClient({ region: "cn-north-1" });
const kms = mockClient(client);
beforeEach(() => kms.reset());

test("data keys are made and opened under the master key and their context", async () => {
  const plaintext = new Uint8Array(32).fill(7);
  const wrapped = new Uint8Array([1, 2, 3]);
  kms.on(GenerateDataKeyCommand).resolves({ Plaintext: plaintext, CiphertextBlob: wrapped });
  kms.on(DecryptCommand).resolves({ Plaintext: plaintext });
  const keys = kmsKeys(client, "alias/personal");
  const context = { recordClass: "student", month: "2026-03" };

  expect(await keys.generateDataKey(context)).toEqual({ plaintext, wrapped });
  expect(await keys.decrypt(wrapped, context)).toEqual(plaintext);
  expect(kms.call(0).args[0].input).toEqual({
    KeyId: "alias/personal",
    KeySpec: "AES_256",
    EncryptionContext: context,
  });
  expect(kms.call(1).args[0].input).toEqual({
    KeyId: "alias/personal",
    CiphertextBlob: wrapped,
    EncryptionContext: context,
  });
});

test("the MAC of a label is asked for once in five minutes", async () => {
  let now = 0;
  const answer = new Uint8Array(32).fill(9);
  kms.on(GenerateMacCommand).resolves({ Mac: answer });
  const mac = kmsMac(client, "alias/lookup", () => now);

  expect(await mac("v1:request")).toEqual(answer);
  now = 5 * 60_000 - 1;
  await mac("v1:request");
  expect(kms.calls()).toHaveLength(1);
  expect(kms.call(0).args[0].input).toEqual({
    KeyId: "alias/lookup",
    MacAlgorithm: "HMAC_SHA_256",
    Message: Buffer.from("v1:request"),
  });
  now = 5 * 60_000;
  await mac("v1:request");
  await mac("v1:other");
  expect(kms.calls()).toHaveLength(3);
});
