import {
  DecryptCommand,
  GenerateDataKeyCommand,
  GenerateMacCommand,
  type KMSClient,
} from "@aws-sdk/client-kms";
import { invariant } from "../../domain/shared/invariant.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import { rememberBriefly } from "./briefly.ts";
import type { KeyManagement, MacOfLabel } from "./ports.ts";

/** Data keys under a symmetric KMS key; KMS logs each use with its context. */
export function kmsKeys(client: KMSClient, keyId: string): KeyManagement {
  return {
    async generateDataKey(context) {
      const answer = await client.send(
        new GenerateDataKeyCommand({
          KeyId: keyId,
          KeySpec: "AES_256",
          EncryptionContext: context,
        }),
      );
      invariant(answer.Plaintext && answer.CiphertextBlob, "KMS answered without a data key");
      return { plaintext: answer.Plaintext, wrapped: answer.CiphertextBlob };
    },
    async decrypt(wrapped, context) {
      const answer = await client.send(
        new DecryptCommand({ KeyId: keyId, CiphertextBlob: wrapped, EncryptionContext: context }),
      );
      invariant(answer.Plaintext, "KMS answered without the plaintext of a data key");
      return answer.Plaintext;
    },
  };
}

/**
 * Secrets for keyed hashes, from a KMS key of the kind HMAC_256 that never leaves KMS: the MAC of a label is
 * the label's own key, kept in memory for five minutes at most.
 */
export function kmsMac(
  client: KMSClient,
  keyId: string,
  now: () => EpochMs = Date.now,
): MacOfLabel {
  const macs = rememberBriefly<Uint8Array>(now);
  return (label) =>
    macs.get(label, async () => {
      const answer = await client.send(
        new GenerateMacCommand({
          KeyId: keyId,
          MacAlgorithm: "HMAC_SHA_256",
          Message: Buffer.from(label),
        }),
      );
      invariant(answer.Mac, "KMS answered without a MAC");
      return answer.Mac;
    });
}
