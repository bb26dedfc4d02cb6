import { serializeDictionary, type BareItem } from "structured-headers";
import { invariant } from "../../domain/shared/invariant.ts";
import type { EpochMs } from "../../domain/shared/time.ts";
import type { Signer } from "./keys.ts";
import { ALGORITHM, LABEL, NONCE, signatureBase, signatureParameters } from "./signature-base.ts";

/** The headers to add to a message. */
export type SignatureHeaders = Readonly<
  Record<"content-digest" | "signature-input" | "signature", string>
>;

/** Signs the named components of a message. @throws Malformed when one is absent */
export async function signMessage(input: {
  readonly digest: string;
  readonly components: readonly string[];
  readonly valueOf: (component: string) => string | undefined;
  readonly signer: Signer;
  readonly now: EpochMs;
  readonly nonce?: string;
}): Promise<SignatureHeaders> {
  const { digest, components, valueOf, signer, now, nonce } = input;
  const parameters = new Map<string, BareItem>([
    // Whole seconds, rounded down: a signature is never from the future of its maker.
    ["created", Math.floor(now / 1000)],
    ["keyid", signer.keyId],
    ["alg", ALGORITHM],
  ]);
  if (nonce !== undefined) {
    invariant(NONCE.test(nonce), "a nonce has 16 to 128 printable characters");
    parameters.set("nonce", nonce);
  }
  const covered = signatureParameters(components, parameters);
  const signature = await signer.sign(signatureBase(covered, valueOf));
  return {
    "content-digest": digest,
    "signature-input": `${LABEL}=${covered.serialized}`,
    signature: serializeDictionary(new Map([[LABEL, [new Uint8Array(signature), new Map()]]])),
  };
}
