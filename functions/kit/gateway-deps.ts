import { randomUUID } from "node:crypto";
import { KMSClient } from "@aws-sdk/client-kms";
import {
  createMessageGateway,
  type MessageGateway,
} from "../../adapters/notices/message-gateway.ts";
import { kmsSigner } from "../../adapters/signing/kms-signer.ts";
import type { Kit } from "./deps.ts";
import { environment } from "./environment.ts";

/** The kit of a function that sends email and SMS. */
export interface GatewayKit extends Kit {
  readonly gateway: MessageGateway;
}

export function withGateway<K extends Kit>(kit: K): K & GatewayKit {
  const env = environment();
  return {
    ...kit,
    gateway: createMessageGateway({
      baseUrl: env.GATEWAY_URL,
      signer: kmsSigner(new KMSClient({}), env.SIGNING_KEY_ID, env.SIGNING_KEY_NAME),
      fetch: globalThis.fetch,
      now: kit.now,
      newNonce: randomUUID,
    }),
  };
}
