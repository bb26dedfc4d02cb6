import { serializeBareItem } from "structured-headers";
import { componentId, headerValue, LABEL, parseSignature, type Headers } from "./signature-base.ts";

/** A request as it is signed and verified. Path and query are as sent, still percent-encoded. */
export interface HttpRequest {
  readonly method: string;
  readonly path: string;
  /** Without the question mark; empty where there is none. */
  readonly query: string;
  readonly headers: Headers;
  readonly body: string | Uint8Array;
  /** The host that was asked for; where absent the `host` header tells it. */
  readonly authority?: string;
}

export interface HttpResponse {
  readonly status: number;
  readonly headers: Headers;
  readonly body: string | Uint8Array;
}

/** What of the request a signed response repeats, so that it answers this request and no other. */
export interface AnsweredRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Headers;
}

/** Splits a URL into the parts that a signature names. The URL class drops a scheme's default port. */
export function partsOfUrl(url: string | URL) {
  const { host, pathname, search } = new URL(url);
  return { authority: host, path: pathname, query: search.slice(1) };
}

const headerNameOf = (component: string): string | undefined =>
  /^"([a-z0-9-]+)"$/.exec(component)?.[1];

/** The value of a request's component, by its identifier (RFC 9421 §2.1 and §2.2). */
export function requestComponent(request: HttpRequest, component: string): string | undefined {
  switch (component) {
    case '"@method"':
      return request.method;
    case '"@authority"':
      return (request.authority ?? headerValue(request.headers, "host"))?.toLowerCase();
    case '"@path"':
      return request.path === "" ? "/" : request.path;
    case '"@query"':
      return `?${request.query}`;
    default: {
      const name = headerNameOf(component);
      return name === undefined ? undefined : headerValue(request.headers, name);
    }
  }
}

const ofRequest = new Map([["req", true]]);

/** The identifiers of what a signed response covers, in the order in which it is signed. */
export const RESPONSE_COMPONENTS = {
  status: componentId("@status"),
  digest: componentId("content-digest"),
  requestMethod: componentId("@method", ofRequest),
  requestPath: componentId("@path", ofRequest),
  requestSignature: componentId(
    "signature",
    new Map<string, boolean | string>([
      ["req", true],
      ["key", LABEL],
    ]),
  ),
} as const;

/** The value of a response's component; those with `;req` come from the request that it answers. */
export function responseComponent(
  response: HttpResponse,
  request: AnsweredRequest,
  component: string,
): string | undefined {
  switch (component) {
    case RESPONSE_COMPONENTS.status:
      return String(response.status);
    case RESPONSE_COMPONENTS.digest:
      return headerValue(response.headers, "content-digest");
    case RESPONSE_COMPONENTS.requestMethod:
      return request.method;
    case RESPONSE_COMPONENTS.requestPath:
      return request.path === "" ? "/" : request.path;
    case RESPONSE_COMPONENTS.requestSignature: {
      const signature = headerValue(request.headers, "signature");
      return signature === undefined ? undefined : serializeBareItem(parseSignature(signature));
    }
    default:
      return undefined;
  }
}
