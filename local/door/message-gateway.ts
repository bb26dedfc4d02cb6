import type { IncomingMessage, ServerResponse } from "node:http";
import { GatewayMessage } from "../../adapters/notices/message-gateway.ts";
import { verifyRequest } from "../../adapters/signing/http-signature.ts";
import type { KeyFor } from "../../adapters/signing/keys.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { LocalClock } from "../ports.ts";
import { type HttpPart, readBody, sendJson, targetOf } from "./http-part.ts";

/** Where this machine's gateway for email and SMS answers, below the platform's URL. */
export const GATEWAY_PATH = "/_gateway";
const MESSAGES_PATH = `${GATEWAY_PATH}/v1/messages`;
const BODY_LIMIT_BYTES = 65_536;
const WINDOW_MS = 5 * 60_000;
/** The outbox is for looking at; what is older is forgotten. */
const MOST_KEPT = 1000;

export interface SentMessage extends GatewayMessage {
  readonly sentAt: string;
}

export interface LocalMessageGateway extends HttpPart {
  /** What would have gone out, the oldest first. */
  readonly outbox: () => readonly SentMessage[];
}

/** Stands for the gateway that sends email and SMS: it believes only the platform's key, and sends nothing. */
export function createLocalMessageGateway(options: {
  readonly clock: LocalClock;
  /** The look-up that knows the platform's key; asked at the first message, when the platform is up. */
  readonly keyFor: () => Promise<KeyFor>;
}): LocalMessageGateway {
  const { clock } = options;
  const sent = new Map<string, SentMessage>();

  async function take(request: IncomingMessage): Promise<[status: number, body: object]> {
    const { path, query } = targetOf(request);
    const body = (await readBody(request, BODY_LIMIT_BYTES)).toString("utf8");
    const verified = await verifyRequest({
      method: request.method ?? "",
      path,
      query,
      headers: request.headersDistinct,
      body,
      now: clock.now(),
      windowMs: WINDOW_MS,
      keyFor: await options.keyFor(),
    });
    if (!verified.ok) return [401, { code: verified.refusal.code }];
    const message = GatewayMessage.safeParse(jsonOf(body));
    if (!message.success) return [422, { code: "message.malformed" }];
    const { messageId } = message.data;
    // The same message again goes out once.
    if (!sent.has(messageId))
      sent.set(messageId, { ...message.data, sentAt: toRfc3339(clock.now()) });
    const [oldest] = sent.keys();
    if (sent.size > MOST_KEPT && oldest !== undefined) sent.delete(oldest);
    return [202, { messageId }];
  }

  return {
    outbox: () => [...sent.values()],
    async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      if (targetOf(request).path !== MESSAGES_PATH || request.method !== "POST") return false;
      const [status, body] = await take(request);
      sendJson(response, status, body);
      return true;
    },
  };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
