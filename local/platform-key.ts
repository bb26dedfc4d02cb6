import { createPublicKey } from "node:crypto";
import { GetPublicKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import * as z from "zod";
import { PublicJwk } from "../adapters/signing/keys.ts";
import { CannotStart } from "./errors.ts";
import { LOCAL_CREDENTIALS } from "./assembly/resource-names.ts";
import type { RuntimeParts } from "./runtime-types.ts";

/** What tells a function with which key to sign, and by which name banks know that key. */
const SigningFunction = z.object({
  Environment: z.object({
    Variables: z.object({ SIGNING_KEY_ID: z.string(), SIGNING_KEY_NAME: z.string() }),
  }),
});

/**
 * The public half of the key with which functions sign to banks, under the name that they sign with. The
 * private half stays in the key service, here as on AWS.
 */
export async function platformPublicKey(
  runtime: Pick<RuntimeParts, "assembly" | "endpoints">,
): Promise<PublicJwk> {
  const { assembly, endpoints } = runtime;
  const signer = assembly
    .ofType("AWS::Lambda::Function")
    .map(({ properties }) => SigningFunction.safeParse(properties))
    .find(({ success }) => success);
  if (signer?.data === undefined)
    throw new CannotStart("No function of the assembly signs to banks.");
  const { SIGNING_KEY_ID, SIGNING_KEY_NAME } = signer.data.Environment.Variables;
  const client = new KMSClient({
    endpoint: endpoints.aws,
    region: assembly.region,
    credentials: LOCAL_CREDENTIALS,
  });
  const answer = await client
    .send(new GetPublicKeyCommand({ KeyId: SIGNING_KEY_ID }))
    .finally(() => client.destroy());
  const key = createPublicKey({
    key: Buffer.from(answer.PublicKey ?? []),
    format: "der",
    type: "spki",
  });
  return PublicJwk.parse({ ...key.export({ format: "jwk" }), kid: SIGNING_KEY_NAME });
}
