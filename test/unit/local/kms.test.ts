import {
  DecryptCommand,
  EncryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  KMSClient,
  ListKeysCommand,
  VerifyMacCommand,
} from "@aws-sdk/client-kms";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startAwsEndpoint } from "../../../local/services/aws-endpoint.ts";
import { kmsOperations } from "../../../local/services/kms.ts";
import type { Assembly, Resource } from "../../../local/ports.ts";
import { arnOf, generatedName } from "../../../local/assembly/resource-names.ts";
import { openStore } from "../../../local/storage/store.ts";

const PLACE = { region: "cn-north-1", partition: "aws-cn", apiUrl: "", queueUrl: () => "" };

function resourceOf(logicalId: string, type: string, properties: unknown): Resource {
  const name = generatedName("Data", logicalId, type);
  const identity = { id: `Data/${logicalId}`, logicalId, type, name };
  return { ...identity, stack: "Data", arn: arnOf(identity, PLACE), properties };
}

const personal = resourceOf("Personal", "AWS::KMS::Key", {});
const mac = resourceOf("Mac", "AWS::KMS::Key", { KeySpec: "HMAC_256" });
const alias = resourceOf("Alias", "AWS::KMS::Alias", {
  AliasName: "alias/personal",
  TargetKeyId: personal.arn,
});
const resources = [personal, mac, alias];
const assembly: Assembly = {
  region: PLACE.region,
  partition: PLACE.partition,
  resources,
  ofType: (...types) => resources.filter(({ type }) => types.includes(type)),
  byArn: () => undefined,
  byRef: () => undefined,
  assetPath: () => "",
  outputs: () => ({}),
  describe: () => ({ run: {}, inert: {} }),
};

const store = openStore(":memory:");
const EncryptionContext = { class: "student", month: "2026-03" };
const message = new TextEncoder().encode("王小明");
let endpoint: Awaited<ReturnType<typeof startAwsEndpoint>>;
let kms: KMSClient;

beforeAll(async () => {
  endpoint = await startAwsEndpoint(kmsOperations(assembly, store));
  kms = new KMSClient({
    endpoint: endpoint.url,
    region: PLACE.region,
    credentials: { accessKeyId: "local", secretAccessKey: "local" },
    maxAttempts: 1,
  });
});
afterAll(() => endpoint.stop());

describe("the key service", () => {
  it("wraps a data key that it can unwrap again, whatever the order of the context", async () => {
    const made = await kms.send(
      new GenerateDataKeyCommand({ KeyId: personal.arn, KeySpec: "AES_256", EncryptionContext }),
    );
    expect(made.Plaintext).toHaveLength(32);
    const opened = await kms.send(
      new DecryptCommand({
        CiphertextBlob: made.CiphertextBlob,
        EncryptionContext: { month: "2026-03", class: "student" },
      }),
    );
    expect(opened.Plaintext).toEqual(made.Plaintext);
    expect(opened.KeyId).toBe(personal.arn);
  });

  it("refuses another context and damaged bytes", async () => {
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: personal.name, Plaintext: message, EncryptionContext }),
    );
    const otherContext = new DecryptCommand({
      CiphertextBlob,
      EncryptionContext: { ...EncryptionContext, month: "2026-04" },
    });
    await expect(kms.send(otherContext)).rejects.toThrow(/encryption context differs/);
    const damaged = CiphertextBlob?.with(-1, (CiphertextBlob.at(-1) ?? 0) ^ 1);
    await expect(
      kms.send(new DecryptCommand({ CiphertextBlob: damaged, EncryptionContext })),
    ).rejects.toMatchObject({ name: "InvalidCiphertextException" });
  });

  it("finds a key by its alias and keeps its material", async () => {
    const { CiphertextBlob } = await kms.send(
      new EncryptCommand({ KeyId: "alias/personal", Plaintext: message }),
    );
    const again = kmsOperations(assembly, store)["TrentService.Decrypt"]?.({
      CiphertextBlob: Buffer.from(CiphertextBlob ?? []).toString("base64"),
    });
    expect(again).toMatchObject({ Plaintext: Buffer.from(message).toString("base64") });
  });

  it("makes and verifies a MAC", async () => {
    const request = { KeyId: mac.arn, Message: message, MacAlgorithm: "HMAC_SHA_256" } as const;
    const { Mac } = await kms.send(new GenerateMacCommand(request));
    expect(Mac).toHaveLength(32);
    expect(await kms.send(new GenerateMacCommand(request))).toMatchObject({ Mac });
    expect(await kms.send(new VerifyMacCommand({ ...request, Mac }))).toMatchObject({
      MacValid: true,
    });
    const forged = new Uint8Array(32);
    await expect(kms.send(new VerifyMacCommand({ ...request, Mac: forged }))).rejects.toMatchObject(
      { name: "KMSInvalidMacException" },
    );
  });

  it("refuses an unknown key, a key for another use, and an operation that it does not offer", async () => {
    const context = { Plaintext: message };
    await expect(
      kms.send(new EncryptCommand({ KeyId: "alias/none", ...context })),
    ).rejects.toMatchObject({ name: "NotFoundException" });
    await expect(
      kms.send(new EncryptCommand({ KeyId: mac.arn, ...context })),
    ).rejects.toMatchObject({ name: "InvalidKeyUsageException" });
    await expect(kms.send(new ListKeysCommand({}))).rejects.toThrow(
      "does not offer TrentService.ListKeys",
    );
  });
});
