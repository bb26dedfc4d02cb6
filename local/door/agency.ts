import type { IncomingMessage, ServerResponse } from "node:http";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { LocalClock } from "../ports.ts";
import { type HttpPart, readBody, sendJson, targetOf } from "./http-part.ts";

/** Where this machine's agency takes webhooks, below the platform's URL. */
const AGENCY_PATH = "/_agency/";
const BODY_LIMIT_BYTES = 65_536;
/** For looking at; what is older is forgotten. */
const MOST_KEPT = 1000;

export interface ReceivedWebhook {
  readonly path: string;
  readonly receivedAt: string;
  readonly id: string;
  readonly timestamp: string;
  readonly signature: string;
  readonly body: string;
}

export interface LocalAgency extends HttpPart {
  /** What has come in, the oldest first. */
  readonly received: () => readonly ReceivedWebhook[];
}

/** How it answers, by the last word of the path: as a receiver does that is up, down, or has moved. */
const ANSWERS: Readonly<Record<string, { status: number; headers?: Record<string, string> }>> = {
  alerts: { status: 204 },
  down: { status: 503 },
  moved: { status: 302, headers: { location: "http://169.254.169.254/latest/meta-data/" } },
};

/** Stands for an agency that is told of alerts by webhook: it keeps all that comes, for people to look at. */
export function createLocalAgency({ clock }: { readonly clock: LocalClock }): LocalAgency {
  const received: ReceivedWebhook[] = [];
  return {
    received: () => [...received],
    async handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      const { path } = targetOf(request);
      if (!path.startsWith(AGENCY_PATH) || request.method !== "POST") return false;
      const body = (await readBody(request, BODY_LIMIT_BYTES)).toString("utf8");
      const header = (name: string): string => String(request.headers[`webhook-${name}`] ?? "");
      received.push({
        path,
        receivedAt: toRfc3339(clock.now()),
        id: header("id"),
        timestamp: header("timestamp"),
        signature: header("signature"),
        body,
      });
      if (received.length > MOST_KEPT) received.shift();
      const answer = ANSWERS[path.slice(AGENCY_PATH.length)];
      if (answer === undefined) sendJson(response, 404, { message: "there is no such receiver" });
      else response.writeHead(answer.status, answer.headers).end();
      return true;
    },
  };
}
