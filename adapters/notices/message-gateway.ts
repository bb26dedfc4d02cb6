import * as z from "zod";
import type { EpochMs } from "../../domain/shared/time.ts";
import { signRequest } from "../signing/http-signature.ts";
import type { Signer } from "../signing/keys.ts";

/** The gateway did not take a message, or not now: it may have gone out; ask again with the same id. */
export class GatewayUnavailable extends Error {
  override readonly name = "GatewayUnavailable";
}

/** The gateway will never send this message. Its code is kept, its words are not: they may name the address. */
export class GatewayRefused extends Error {
  override readonly name = "GatewayRefused";
  readonly code: string;
  constructor(code: string) {
    super(`the gateway refused: ${code}`);
    this.code = code;
  }
}

/** What a gateway for email and SMS takes: `POST /v1/messages`. It sends once for each `messageId`. */
export const GatewayMessage = z.strictObject({
  messageId: z.string().min(1).max(100),
  channel: z.enum(["email", "sms"]),
  to: z.string().min(3).max(254),
  language: z.enum(["zh-CN", "en"]),
  title: z.string().min(1).max(100),
  text: z.string().min(1).max(1000),
});
export type GatewayMessage = z.infer<typeof GatewayMessage>;

/** The way out to telephones and mailboxes. */
export interface MessageGateway {
  /** @throws GatewayUnavailable, GatewayRefused */
  send(message: GatewayMessage): Promise<void>;
}

export interface GatewayDependencies {
  readonly baseUrl: string;
  readonly signer: Signer;
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => EpochMs;
  readonly newNonce: () => string;
}

const TIMEOUT_MS = 10_000;
const Problem = z.object({ code: z.string().regex(/^[a-z][a-z.-]{1,60}$/) });

/** Sends each message by one request, signed like those to banks. */
export function createMessageGateway(deps: GatewayDependencies): MessageGateway {
  return {
    async send(message) {
      const url = new URL(`${deps.baseUrl.replace(/\/$/, "")}/v1/messages`);
      const body = JSON.stringify(GatewayMessage.parse(message));
      const { status, text } = await post(deps, url, body);
      if (status < 300) return;
      // A signature that is not believed says nothing about the message: keys may be about to change.
      if (status >= 500 || [401, 408, 429].includes(status))
        throw new GatewayUnavailable(`the gateway answered ${status}`);
      throw new GatewayRefused(codeIn(text));
    },
  };
}

async function post(deps: GatewayDependencies, url: URL, body: string) {
  const own = { "content-type": "application/json" };
  const signature = await signRequest({
    method: "POST",
    url,
    headers: own,
    body,
    signer: deps.signer,
    now: deps.now(),
    nonce: deps.newNonce(),
  });
  try {
    const response = await deps.fetch(url, {
      method: "POST",
      headers: { ...own, ...signature },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: response.status, text: await response.text() };
  } catch (cause) {
    throw new GatewayUnavailable("the gateway does not answer", { cause });
  }
}

function codeIn(text: string): string {
  try {
    return Problem.parse(JSON.parse(text)).code;
  } catch {
    return "unspecified";
  }
}
