import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  createPrivateKey,
  createPublicKey,
  randomBytes,
  sign,
  timingSafeEqual,
} from "node:crypto";
import type { KeyObject } from "node:crypto";
import * as z from "zod";
import { AwsError } from "./aws-endpoint.ts";
import type { Operations } from "./aws-endpoint.ts";
import { UnsupportedTemplate } from "../errors.ts";
import type { Assembly, Store } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";

const NAMESPACE = "kms-key-material";
const KEY_BYTES = 32;
const NONCE_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID_BYTES = 36;
const CIPHER = "aes-256-gcm";
const MAC_ALGORITHM = "HMAC_SHA_256";
const SIGNING_ALGORITHM = "ED25519_SHA_512";

const KeyProperties = z.looseObject({
  Enabled: z.boolean().default(true),
  KeySpec: z
    .enum(["SYMMETRIC_DEFAULT", "HMAC_256", "ECC_NIST_EDWARDS25519"])
    .default("SYMMETRIC_DEFAULT"),
});
const AliasProperties = z.object({ AliasName: z.string(), TargetKeyId: z.string() });

const Blob = z.base64().transform((text) => Buffer.from(text, "base64"));
const EncryptionContext = z.record(z.string(), z.string()).default({});
const KeyId = z.string().min(1);
const DataKeyRequest = z.looseObject({
  KeyId,
  EncryptionContext,
  KeySpec: z.enum(["AES_256", "AES_128"]).optional(),
  NumberOfBytes: z.int().min(1).max(1024).optional(),
});
const EncryptRequest = z.looseObject({ KeyId, Plaintext: Blob, EncryptionContext });
const DecryptRequest = z.looseObject({
  KeyId: KeyId.optional(),
  CiphertextBlob: Blob,
  EncryptionContext,
});
const MacRequest = z.looseObject({ KeyId, Message: Blob, MacAlgorithm: z.literal(MAC_ALGORITHM) });
const SignRequest = z.looseObject({
  KeyId,
  Message: Blob,
  MessageType: z.literal("RAW"),
  SigningAlgorithm: z.literal(SIGNING_ALGORITHM),
});
const PublicKeyRequest = z.looseObject({ KeyId });
const VerifyMacRequest = MacRequest.extend({ Mac: Blob });

interface Key {
  readonly keyId: string;
  readonly arn: string;
  readonly isEnabled: boolean;
  readonly use: "encrypt" | "mac" | "sign";
  readonly material: Buffer;
}

/** Offers the KMS operations that functions use, on the keys of the assembly. Material is made once and kept. */
export function kmsOperations(assembly: Assembly, store: Store): Operations {
  const keys = readKeys(assembly, store);

  const keyFor = (reference: string, use: Key["use"]): Key => {
    const key = keys.get(reference);
    if (key === undefined)
      throw new AwsError("NotFoundException", `Key '${reference}' does not exist`);
    if (!key.isEnabled) throw new AwsError("DisabledException", `${key.arn} is disabled.`);
    if (key.use === use) return key;
    throw new AwsError("InvalidKeyUsageException", `${key.arn} is no key to ${use} with.`);
  };

  function generateDataKey(input: unknown) {
    const request = read(DataKeyRequest, input);
    const key = keyFor(request.KeyId, "encrypt");
    const length = request.NumberOfBytes ?? (request.KeySpec === "AES_128" ? 16 : 32);
    const plaintext = randomBytes(length);
    return {
      KeyId: key.arn,
      Plaintext: plaintext.toString("base64"),
      CiphertextBlob: seal(key, plaintext, request.EncryptionContext).toString("base64"),
    };
  }

  function decrypt(input: unknown) {
    const {
      KeyId: given,
      CiphertextBlob,
      EncryptionContext: context,
    } = read(DecryptRequest, input);
    const keyId = CiphertextBlob.subarray(0, KEY_ID_BYTES).toString("latin1");
    if (!keys.has(keyId)) throw new AwsError("InvalidCiphertextException", "no key made this");
    const key = keyFor(keyId, "encrypt");
    if (given !== undefined && keyFor(given, "encrypt") !== key) {
      throw new AwsError("IncorrectKeyException", `${given} did not encrypt this`);
    }
    return {
      KeyId: key.arn,
      Plaintext: open(key, CiphertextBlob, context).toString("base64"),
      EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
    };
  }

  const macOf = (request: z.infer<typeof MacRequest>) => {
    const key = keyFor(request.KeyId, "mac");
    return { key, mac: createHmac("sha256", key.material).update(request.Message).digest() };
  };

  return {
    "TrentService.GenerateDataKey": generateDataKey,
    "TrentService.Encrypt": (input) => {
      const request = read(EncryptRequest, input);
      const key = keyFor(request.KeyId, "encrypt");
      return {
        KeyId: key.arn,
        CiphertextBlob: seal(key, request.Plaintext, request.EncryptionContext).toString("base64"),
        EncryptionAlgorithm: "SYMMETRIC_DEFAULT",
      };
    },
    "TrentService.Decrypt": decrypt,
    "TrentService.GenerateMac": (input) => {
      const { key, mac } = macOf(read(MacRequest, input));
      return { KeyId: key.arn, Mac: mac.toString("base64"), MacAlgorithm: MAC_ALGORITHM };
    },
    "TrentService.Sign": (input) => {
      const request = read(SignRequest, input);
      const key = keyFor(request.KeyId, "sign");
      return {
        KeyId: key.arn,
        Signature: sign(null, request.Message, signingKeyOf(key)).toString("base64"),
        SigningAlgorithm: SIGNING_ALGORITHM,
      };
    },
    "TrentService.GetPublicKey": (input) => {
      const key = keyFor(read(PublicKeyRequest, input).KeyId, "sign");
      const publicKey = createPublicKey(signingKeyOf(key)).export({ format: "der", type: "spki" });
      return {
        KeyId: key.arn,
        PublicKey: publicKey.toString("base64"),
        KeySpec: "ECC_NIST_EDWARDS25519",
        KeyUsage: "SIGN_VERIFY",
        SigningAlgorithms: [SIGNING_ALGORITHM],
      };
    },
    "TrentService.VerifyMac": (input) => {
      const request = read(VerifyMacRequest, input);
      const { key, mac } = macOf(request);
      if (request.Mac.length === mac.length && timingSafeEqual(request.Mac, mac)) {
        return { KeyId: key.arn, MacValid: true, MacAlgorithm: MAC_ALGORITHM };
      }
      throw new AwsError("KMSInvalidMacException", "The MAC does not fit the message.");
    },
  };
}

function read<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new AwsError("ValidationException", z.prettifyError(parsed.error));
}

const USE_OF_SPEC = {
  SYMMETRIC_DEFAULT: "encrypt",
  HMAC_256: "mac",
  ECC_NIST_EDWARDS25519: "sign",
} as const;

/** PKCS #8 of an Ed25519 key is this prefix and the 32 bytes of its material (RFC 8410). */
const ED25519_PKCS8_PREFIX = Buffer.from("302e020100300506032b657004220420", "hex");

const signingKeyOf = (key: Key): KeyObject =>
  createPrivateKey({
    key: Buffer.concat([ED25519_PKCS8_PREFIX, key.material]),
    format: "der",
    type: "pkcs8",
  });

/** Every key, under each name by which a request may call it. */
function readKeys(assembly: Assembly, store: Store): ReadonlyMap<string, Key> {
  const keys = new Map<string, Key>();
  for (const resource of assembly.ofType("AWS::KMS::Key")) {
    const { Enabled, KeySpec } = readProperties(resource, KeyProperties);
    const key: Key = {
      keyId: resource.name,
      arn: resource.arn,
      isEnabled: Enabled,
      use: USE_OF_SPEC[KeySpec],
      material: materialOf(store, resource.id),
    };
    keys.set(key.keyId, key).set(key.arn, key);
  }
  for (const resource of assembly.ofType("AWS::KMS::Alias")) {
    const { AliasName, TargetKeyId } = readProperties(resource, AliasProperties);
    const key = keys.get(TargetKeyId);
    if (key === undefined) {
      throw new UnsupportedTemplate(`${resource.id}: there is no key ${TargetKeyId}`);
    }
    keys.set(AliasName, key).set(resource.arn, key);
  }
  return keys;
}

function materialOf(store: Store, resourceId: string): Buffer {
  const kept = store.get<string>(NAMESPACE, resourceId);
  if (kept !== undefined) return Buffer.from(kept, "base64");
  const fresh = randomBytes(KEY_BYTES);
  store.set(NAMESPACE, resourceId, fresh.toString("base64"));
  return fresh;
}

/** The order in which a caller names the pairs of a context does not matter. */
const associatedData = (context: Readonly<Record<string, string>>): Buffer =>
  Buffer.from(JSON.stringify(Object.entries(context).sort(([a], [b]) => (a < b ? -1 : 1))));

/** Key id, nonce, tag, ciphertext. */
function seal(key: Key, plaintext: Buffer, context: Readonly<Record<string, string>>): Buffer {
  const nonce = randomBytes(NONCE_BYTES);
  const cipher = createCipheriv(CIPHER, key.material, nonce).setAAD(associatedData(context));
  const ciphertext = Buffer.concat([cipher.update(plaintext), cipher.final()]);
  return Buffer.concat([Buffer.from(key.keyId, "latin1"), nonce, cipher.getAuthTag(), ciphertext]);
}

function open(key: Key, blob: Buffer, context: Readonly<Record<string, string>>): Buffer {
  const nonceAt = KEY_ID_BYTES;
  const tagAt = nonceAt + NONCE_BYTES;
  const ciphertextAt = tagAt + TAG_BYTES;
  try {
    const decipher = createDecipheriv(CIPHER, key.material, blob.subarray(nonceAt, tagAt))
      .setAAD(associatedData(context))
      .setAuthTag(blob.subarray(tagAt, ciphertextAt));
    return Buffer.concat([decipher.update(blob.subarray(ciphertextAt)), decipher.final()]);
  } catch {
    throw new AwsError(
      "InvalidCiphertextException",
      "The ciphertext is damaged, or its encryption context differs.",
    );
  }
}
