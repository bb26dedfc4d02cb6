import { lookup as systemLookup, type LookupAddress } from "node:dns";
import { request as plainRequest, type RequestOptions } from "node:http";
import { request as tlsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { promisify } from "node:util";
import { readWebhookUrl, type WebhookTarget } from "../../domain/subscription/webhook-url.ts";
import { isPublicAddress } from "./public-address.ts";
import type { WebhookMessage, WebhookOutcome, WebhookPoster } from "./webhook-port.ts";

/** All addresses of a name, IPv4 and IPv6. */
export type Resolve = (host: string) => Promise<readonly LookupAddress[]>;

/** For the name and the answer together. */
const TIMEOUT_MS = 8_000;
/** No receiver needs more; whoever owns a name may give it thousands. */
const MOST_ADDRESSES = 64;
/** Nothing of the answer but its status is of interest; what comes beyond its headers is not read. */
const MOST_HEADER_BYTES = 16_384;

const lookupAll = promisify(systemLookup);
export const resolveBySystem: Resolve = (host) => lookupAll(host, { all: true, order: "verbatim" });

export interface PosterOptions {
  readonly resolve?: Resolve;
  /** Receivers on the machine itself, for rehearsals; see `readWebhookUrl`. */
  readonly testHosts?: readonly string[];
  readonly timeoutMs?: number;
  /** Of receivers whose certificates no public authority signs. */
  readonly ca?: string;
}

/** Posts to webhooks. No address that was not judged is ever connected to. */
export function createWebhookPoster(options: PosterOptions = {}): WebhookPoster {
  const { resolve = resolveBySystem, testHosts = [], timeoutMs = TIMEOUT_MS } = options;

  async function addressOf({ host }: WebhookTarget, isTest: boolean, signal: AbortSignal) {
    let found: readonly LookupAddress[];
    try {
      found = await unlessAborted(resolve(host), signal);
    } catch (error) {
      const failure = signal.aborted ? "timed-out" : "unresolved";
      return { failure, detail: signal.aborted ? "name" : codeOf(error) } as const;
    }
    // Whether a function has a way out by IPv6 is the network's affair; by IPv4 it has one.
    const chosen = found.find(({ family }) => family === 4) ?? found[0];
    if (chosen === undefined) return { failure: "unresolved", detail: "no-address" } as const;
    if (found.length > MOST_ADDRESSES)
      return { failure: "unresolved", detail: "too-many-addresses" } as const;
    // One private address among public ones is enough: a name has no business with both.
    const inner = isTest ? undefined : found.find(({ address }) => !isPublicAddress(address));
    return inner === undefined
      ? chosen
      : ({ failure: "private-address", detail: inner.address } as const);
  }

  return {
    async post(message) {
      const target = readWebhookUrl(message.url, testHosts);
      if (!target.ok) return { failure: "private-address", detail: "url" };
      const isTest = testHosts.includes(new URL(message.url).host);
      const signal = AbortSignal.timeout(timeoutMs);
      const address = await addressOf(target.value, isTest, signal);
      if ("failure" in address) return address;
      return send(message, target.value, address, { signal, ca: options.ca });
    },
  };
}

/** The system's resolver cannot be told to stop: it is not waited for any longer. */
const unlessAborted = <T>(work: Promise<T>, signal: AbortSignal): Promise<T> =>
  new Promise((done, fail) => {
    signal.addEventListener("abort", fail, { once: true });
    work.then(done, fail);
  });

/** Node's `lookup` answers in one of two forms; whichever is asked for, it is this address and no other. */
const pinnedTo =
  ({ address, family }: LookupAddress): LookupFunction =>
  (_host, { all }, done) => {
    if (all === true) done(null, [{ address, family }]);
    else done(null, address, family);
  };

function send(
  { url, headers, body }: WebhookMessage,
  { isTls }: WebhookTarget,
  address: LookupAddress,
  { signal, ca }: { readonly signal: AbortSignal; readonly ca: string | undefined },
): Promise<WebhookOutcome> {
  const options: RequestOptions & { ca?: string } = {
    method: "POST",
    headers: { ...headers, "content-length": Buffer.byteLength(body), "user-agent": "xiaowai" },
    lookup: pinnedTo(address),
    agent: false,
    maxHeaderSize: MOST_HEADER_BYTES,
    signal,
    ...(ca === undefined ? {} : { ca }),
  };
  return new Promise((done) => {
    const request = (isTls ? tlsRequest : plainRequest)(url, options, (response) => {
      done({ status: response.statusCode ?? 0 });
      response.destroy();
    });
    request.on("error", (error) => {
      const failure = error.name === "TimeoutError" || error.name === "AbortError";
      done({ failure: failure ? "timed-out" : "unreachable", detail: codeOf(error) });
    });
    // A receiver that changes the protocol brings neither an answer nor an error; whatever came first holds.
    request.on("close", () => done({ failure: "unreachable", detail: "closed" }));
    request.end(body);
  });
}

const codeOf = (error: unknown): string =>
  error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code.toLowerCase().replaceAll("_", "-")
    : "error";
