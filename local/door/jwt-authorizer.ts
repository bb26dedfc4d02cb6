import { createLocalJWKSet, jwtVerify } from "jose";
import type { JSONWebKeySet, JWTPayload } from "jose";

/** What the gateway tells a function about the token, and what it tells a caller without one. */
export type Authorization =
  | {
      readonly ok: true;
      readonly jwt: { readonly claims: Record<string, string>; readonly scopes: string[] | null };
    }
  | { readonly ok: false; readonly status: 401; readonly error: string }
  | { readonly ok: false; readonly status: 403 };

export interface JwtAuthorizer {
  /** @param requiredScopes one of them must be in the token; none asked, none needed */
  authorize(header: string | undefined, requiredScopes: readonly string[]): Promise<Authorization>;
}

/** API Gateway hands every claim over as text, lists as `[a b]`. */
function claimText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(claimText).join(" ")}]`;
  return typeof value === "string" ? value : JSON.stringify(value);
}

const list = (value: unknown): string[] =>
  Array.isArray(value) ? value.map(String) : typeof value === "string" ? value.split(" ") : [];

/** A token without `aud` may name its client instead, as access tokens of Cognito do. */
function isForAudience(payload: JWTPayload, audience: readonly string[]): boolean {
  const named = payload.aud === undefined ? list(payload["client_id"]) : [payload.aud].flat();
  return named.some((name) => audience.includes(name));
}

/**
 * The JWT authorizer of an HTTP API: RS256, issuer, audience, `exp`, `nbf` and `iat`, scopes.
 * Time is the virtual clock's, so a token expires when the story says so.
 */
export function createJwtAuthorizer(options: {
  issuer: string;
  audience: readonly string[];
  keys: JSONWebKeySet;
  now: () => number;
}): JwtAuthorizer {
  const keyOf = createLocalJWKSet(options.keys);

  async function verified(token: string): Promise<JWTPayload> {
    const nowEpochMs = options.now();
    const { payload } = await jwtVerify(token, keyOf, {
      issuer: options.issuer,
      algorithms: ["RS256"],
      requiredClaims: ["exp"],
      currentDate: new Date(nowEpochMs),
    });
    if (!isForAudience(payload, options.audience)) throw new Error("the audience is another");
    if (payload.iat !== undefined && payload.iat * 1000 > nowEpochMs) {
      throw new Error("the token was issued in the future");
    }
    return payload;
  }

  return {
    async authorize(header, requiredScopes) {
      const token = /^(?:Bearer +)?([^ ]+)$/i.exec(header?.trim() ?? "")?.[1];
      if (token === undefined) return { ok: false, status: 401, error: "no token" };
      let payload: JWTPayload;
      try {
        payload = await verified(token);
      } catch (error) {
        return {
          ok: false,
          status: 401,
          error: error instanceof Error ? error.message : "invalid",
        };
      }
      const granted = list(payload["scope"] ?? payload["scp"]);
      if (requiredScopes.length > 0 && !requiredScopes.some((scope) => granted.includes(scope))) {
        return { ok: false, status: 403 };
      }
      const claims = Object.fromEntries(
        Object.entries(payload).map(([name, value]) => [name, claimText(value)]),
      );
      return {
        ok: true,
        jwt: { claims, scopes: requiredScopes.length > 0 ? [...requiredScopes] : null },
      };
    },
  };
}
