import { type KMSClient, SignCommand } from "@aws-sdk/client-kms";
import { invariant } from "../../domain/shared/invariant.ts";
import type { Signer } from "./keys.ts";

/**
 * Signs with an Ed25519 key that never leaves KMS.
 * @param name the key id that verifiers know it by, for example `xiaowai/local-1`
 */
export function kmsSigner(client: KMSClient, kmsKeyId: string, name: string): Signer {
  return {
    keyId: name,
    async sign(bytes) {
      const answer = await client.send(
        new SignCommand({
          KeyId: kmsKeyId,
          Message: bytes,
          MessageType: "RAW",
          SigningAlgorithm: "ED25519_SHA_512",
        }),
      );
      invariant(answer.Signature, "KMS answered without a signature");
      return answer.Signature;
    },
  };
}
