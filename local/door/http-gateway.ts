import { createServer } from "node:http";
import type { IncomingMessage, ServerResponse } from "node:http";
import { corsHeaders, preflightHeaders } from "./cors.ts";
import { apiFor, readApis, readAuthorizers } from "./http-apis.ts";
import type { Api } from "./http-apis.ts";
import { sendAnswer, toHttpAnswer, toHttpEvent } from "./http-event.ts";
import type { EventContext, HttpAnswer } from "./http-event.ts";
import { BodyTooLarge, close, listen, readBody, sendJson, targetOf } from "./http-part.ts";
import type { HttpPart } from "./http-part.ts";
import type { LocalIssuer } from "./issuer.ts";
import type { Assembly, Invoke, LocalClock } from "../ports.ts";
import { ACCOUNT_ID } from "../assembly/resource-names.ts";
import type { Route } from "./route-table.ts";

const BODY_LIMIT_BYTES = 10 * 1024 * 1024;

class IntegrationTimeout extends Error {
  override readonly name = "IntegrationTimeout";
}

async function withTimeout<T>(work: Promise<T>, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new IntegrationTimeout()), timeoutMs);
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

/** What the gateway itself answers, before or instead of a function. */
const gatewayAnswer = (
  status: number,
  message: string,
  headers: Record<string, string> = {},
): HttpAnswer => ({
  status,
  headers: { "content-type": "application/json", ...headers },
  body: Buffer.from(JSON.stringify({ message })),
});

const isDecodable = (path: string): boolean => {
  try {
    decodeURIComponent(path);
    return true;
  } catch {
    return false;
  }
};

/** The HTTP APIs of the templates on one port of this machine, with what else is served there. */
export async function startGateway(options: {
  assembly: Assembly;
  invoke: Invoke;
  clock: LocalClock;
  issuer: LocalIssuer;
  /** Further parts, asked before the APIs: `/_local/*`. */
  control?: HttpPart;
  port: number;
  /** Told of each function error, whose caller sees only a bare 500. */
  onError?: (route: string, error: unknown) => void;
}): Promise<{ url: string; stop(): Promise<void> }> {
  const { assembly, invoke, clock, issuer, control } = options;
  const apis = readApis(assembly);
  const authorizerFor = readAuthorizers(assembly, issuer, clock);
  const parts: readonly HttpPart[] = control ? [control, issuer] : [issuer];
  const onError =
    options.onError ?? ((route, error) => console.error(`the gateway failed at ${route}:`, error));

  async function call(route: Route, event: unknown): Promise<HttpAnswer> {
    try {
      return toHttpAnswer(await withTimeout(invoke(route.functionArn, event), route.timeoutMs));
    } catch (error) {
      onError(route.routeKey, error);
      return error instanceof IntegrationTimeout
        ? gatewayAnswer(503, "Service Unavailable")
        : gatewayAnswer(500, "Internal Server Error");
    }
  }

  async function serve(request: IncomingMessage, api: Api, rest: string): Promise<HttpAnswer> {
    const body = await readBody(request, BODY_LIMIT_BYTES);
    const { path } = targetOf(request);
    if (!isDecodable(path)) return gatewayAnswer(400, "Bad Request");
    const match = api.table.find(request.method ?? "GET", rest);
    if (!match) return gatewayAnswer(404, "Not Found");

    const { route, pathParameters } = match;
    const context: EventContext = {
      accountId: ACCOUNT_ID,
      apiId: api.id,
      routeKey: route.routeKey,
      pathParameters,
      nowEpochMs: clock.now(),
    };
    if (route.authorizerRef === undefined) {
      return call(route, toHttpEvent(request, body, context));
    }
    const authorizer = authorizerFor(route.authorizerRef);
    const verdict = await authorizer.authorize(request.headers.authorization, route.scopes);
    if (verdict.ok) {
      return call(route, toHttpEvent(request, body, { ...context, jwt: verdict.jwt }));
    }
    return verdict.status === 403
      ? gatewayAnswer(403, "Forbidden")
      : gatewayAnswer(401, "Unauthorized", { "www-authenticate": "Bearer" });
  }

  async function answer(request: IncomingMessage): Promise<HttpAnswer> {
    const target = apiFor(apis, targetOf(request).path);
    if (!target) return gatewayAnswer(404, "Not Found");
    const { api, rest } = target;
    const { origin } = request.headers;
    if (api.cors && request.method === "OPTIONS" && origin !== undefined) {
      return { status: 204, headers: preflightHeaders(api.cors, origin), body: Buffer.alloc(0) };
    }
    const served = await serve(request, api, rest).catch((error: unknown) => {
      if (error instanceof BodyTooLarge) return gatewayAnswer(413, "Request Entity Too Large");
      throw error;
    });
    return { ...served, headers: { ...served.headers, ...corsHeaders(api.cors, origin) } };
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      for (const part of parts) if (await part.handle(request, response)) return;
      sendAnswer(response, await answer(request));
    } catch (error) {
      // A caller that hung up gets no answer; nothing failed on this side.
      if (response.headersSent || request.socket.destroyed) return;
      onError(request.url ?? "", error);
      sendJson(response, 500, { message: "Internal Server Error" });
    }
  }

  const server = createServer((request, response) => void handle(request, response));
  const url = await listen(server, options.port);
  return { url, stop: () => close(server) };
}
