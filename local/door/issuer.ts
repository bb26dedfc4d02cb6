import type { IncomingMessage, ServerResponse } from "node:http";
import { exportJWK, generateKeyPair, importJWK, SignJWT } from "jose";
import type { JSONWebKeySet, JWK, JWTPayload } from "jose";
import { sendJson, targetOf } from "./http-part.ts";
import type { HttpPart } from "./http-part.ts";
import type { LocalClock, Store } from "../ports.ts";

const ALGORITHM = "RS256";

/** Stands in for the identity provider of a deployment: one key, tokens, discovery. */
export interface LocalIssuer extends HttpPart {
  readonly issuerUrl: string;
  /** The public half of the key, as `/jwks.json` serves it. */
  readonly keys: JSONWebKeySet;
  /** A signed token with these claims that expires `ttlSeconds` of virtual time from now. */
  token(claims: Readonly<Record<string, unknown>>, ttlSeconds: number): Promise<string>;
}

/** The key lives in the store, so that tokens outlast a restart. */
async function privateKeyOf(store: Store): Promise<JWK> {
  const kept = store.get<JWK>("issuer", "private-key");
  if (kept) return kept;
  const { privateKey } = await generateKeyPair(ALGORITHM, { extractable: true });
  const fresh: JWK = {
    ...(await exportJWK(privateKey)),
    kid: crypto.randomUUID(),
    alg: ALGORITHM,
    use: "sig",
  };
  store.set("issuer", "private-key", fresh);
  return fresh;
}

function publicHalf({ kty, n, e, kid, alg, use }: JWK): JWK {
  if (kty !== "RSA" || n === undefined || e === undefined)
    throw new Error("the kept key is no RSA key");
  return {
    kty,
    n,
    e,
    ...(kid !== undefined && { kid }),
    ...(alg !== undefined && { alg }),
    ...(use !== undefined && { use }),
  };
}

/**
 * @param issuerUrl what the templates' authorizers expect as `iss`. It need not be where the
 * issuer is reached: its own path (`/_issuer`) is served on whatever port the gateway has.
 */
export async function startIssuer(options: {
  store: Store;
  clock: LocalClock;
  issuerUrl: string;
}): Promise<LocalIssuer> {
  const { store, clock, issuerUrl } = options;
  const jwk = await privateKeyOf(store);
  const key = await importJWK(jwk, ALGORITHM);
  const keys: JSONWebKeySet = { keys: [publicHalf(jwk)] };
  const basePath = new URL(issuerUrl).pathname.replace(/\/$/, "");
  const documents = new Map<string, unknown>([
    [
      `${basePath}/.well-known/openid-configuration`,
      {
        issuer: issuerUrl,
        jwks_uri: `${issuerUrl}/jwks.json`,
        id_token_signing_alg_values_supported: [ALGORITHM],
        response_types_supported: ["token"],
        subject_types_supported: ["public"],
      },
    ],
    [`${basePath}/jwks.json`, keys],
  ]);

  return {
    issuerUrl,
    keys,
    token(claims, ttlSeconds) {
      const nowSeconds = Math.floor(clock.now() / 1000);
      const payload: JWTPayload = { ...claims };
      return new SignJWT(payload)
        .setProtectedHeader({ alg: ALGORITHM, kid: jwk.kid ?? "" })
        .setIssuer(issuerUrl)
        .setIssuedAt(nowSeconds)
        .setExpirationTime(nowSeconds + ttlSeconds)
        .sign(key);
    },
    handle(request: IncomingMessage, response: ServerResponse): Promise<boolean> {
      const document = request.method === "GET" ? documents.get(targetOf(request).path) : undefined;
      if (document !== undefined) sendJson(response, 200, document);
      return Promise.resolve(document !== undefined);
    },
  };
}
