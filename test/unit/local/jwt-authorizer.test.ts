import { generateKeyPair, SignJWT } from "jose";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startIssuer } from "../../../local/door/issuer.ts";
import { openStore } from "../../../local/storage/store.ts";
import { FIRST_MORNING, stillClock } from "../../support/local/fakes.ts";
import { assemblyWithRoutes, gatewayOf, ISSUER_URL } from "../../support/local/gateway.ts";

const HOUR_MS = 3_600_000;
const seconds = (epochMs: number): number => Math.floor(epochMs / 1000);

let gateway: Awaited<ReturnType<typeof gatewayOf>>;
beforeAll(async () => {
  gateway = await gatewayOf(
    assemblyWithRoutes([
      { key: "GET /v1/me" },
      { key: "GET /v1/scoped", scopes: ["money", "read"] },
    ]),
  );
});
afterAll(() => gateway.stop());

const call = (token: string | undefined, path = "/v1/me") =>
  fetch(`${gateway.url}${path}`, token === undefined ? {} : { headers: { authorization: token } });

/** A token that claims to be of the local issuer but is signed with a key of its own. */
async function forged(): Promise<string> {
  const { privateKey } = await generateKeyPair("RS256");
  return new SignJWT({ sub: "tester", aud: "xiaowai" })
    .setProtectedHeader({ alg: "RS256", kid: gateway.issuer.keys.keys[0]?.kid ?? "" })
    .setIssuer(ISSUER_URL)
    .setExpirationTime(seconds(FIRST_MORNING + HOUR_MS))
    .sign(privateKey);
}

/** What the public key could be abused for: as the secret of a symmetric signature. */
const symmetric = (): Promise<string> =>
  new SignJWT({ sub: "tester", aud: "xiaowai" })
    .setProtectedHeader({ alg: "HS256", kid: gateway.issuer.keys.keys[0]?.kid ?? "" })
    .setIssuer(ISSUER_URL)
    .setExpirationTime(seconds(FIRST_MORNING + HOUR_MS))
    .sign(new TextEncoder().encode(JSON.stringify(gateway.issuer.keys.keys[0])));

const base64url = (value: unknown): string =>
  Buffer.from(JSON.stringify(value)).toString("base64url");
const unsigned = (): string =>
  `${base64url({ alg: "none" })}.${base64url({
    iss: ISSUER_URL,
    sub: "tester",
    aud: "xiaowai",
    exp: seconds(FIRST_MORNING + HOUR_MS),
  })}.`;

/** The same signature over other claims. */
async function altered(): Promise<string> {
  const [header, , signature] = (await gateway.token()).split(".");
  const claims = { iss: ISSUER_URL, sub: "somebody-else", aud: "xiaowai", exp: 9_999_999_999 };
  return `${header ?? ""}.${base64url(claims)}.${signature ?? ""}`;
}

async function ofOtherIssuer(): Promise<string> {
  const issuerUrl = "https://other.example/";
  const other = await startIssuer({ store: openStore(":memory:"), clock: stillClock(), issuerUrl });
  return other.token({ sub: "tester", aud: "xiaowai" }, 3600);
}

describe("the JWT authorizer", () => {
  it("lets a valid token in and hands its claims over as text", async () => {
    const token = await gateway.token({ amr: ["pwd", "otp"], level: 2, on: true });
    const { event } = await gateway.seen("/v1/me", {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(event.requestContext.authorizer?.jwt).toEqual({
      claims: {
        iss: ISSUER_URL,
        sub: "tester",
        aud: "xiaowai",
        amr: "[pwd otp]",
        level: "2",
        on: "true",
        iat: String(seconds(FIRST_MORNING)),
        exp: String(seconds(FIRST_MORNING) + 3600),
      },
      scopes: null,
    });
  });

  it.each<[string, () => Promise<string> | string | undefined]>([
    ["no token", () => undefined],
    ["no JWT", () => "Bearer abc"],
    ["a forged signature", forged],
    ["a symmetric signature", symmetric],
    ["algorithm none", unsigned],
    ["altered claims", altered],
    ["another issuer", ofOtherIssuer],
    ["another audience", () => gateway.token({ aud: "another" })],
    ["no audience", () => gateway.token({ aud: undefined })],
    [
      "a time before which it is not valid",
      () => gateway.token({ nbf: seconds(FIRST_MORNING) + 60 }),
    ],
    ["an expiry that has passed", () => gateway.token({}, -1)],
  ])("refuses %s with 401", async (_what, make) => {
    const response = await call(await make());
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe("Bearer");
    expect(await response.json()).toEqual({ message: "Unauthorized" });
  });

  it("takes the client id of an access token without audience", async () => {
    const token = await gateway.token({ aud: undefined, client_id: "xiaowai" });
    expect((await call(token)).status).toBe(200);
  });

  it("asks for one of the route's scopes", async () => {
    const reader = await gateway.token({ scope: "read other" });
    const { event } = await gateway.seen("/v1/scoped", { headers: { authorization: reader } });
    expect(event.requestContext.authorizer?.jwt.scopes).toEqual(["money", "read"]);
    const stranger = await call(await gateway.token({ scope: "other" }), "/v1/scoped");
    expect(stranger.status).toBe(403);
    expect(await stranger.json()).toEqual({ message: "Forbidden" });
  });

  it("expires a token when the virtual clock passes its end", async () => {
    const own = await gatewayOf(assemblyWithRoutes([{ key: "GET /v1/me" }]));
    const authorization = await own.token({}, 3600);
    const status = async () =>
      (await fetch(`${own.url}/v1/me`, { headers: { authorization } })).status;
    try {
      expect(await status()).toBe(200);
      own.clock.moveTo(FIRST_MORNING + HOUR_MS + 1000);
      expect(await status()).toBe(401);
    } finally {
      await own.stop();
    }
  });
});

describe("the issuer", () => {
  it("publishes discovery and the public half of its key only", async () => {
    const discovery = await fetch(`${gateway.url}/_issuer/.well-known/openid-configuration`);
    expect(await discovery.json()).toMatchObject({
      issuer: ISSUER_URL,
      jwks_uri: `${ISSUER_URL}/jwks.json`,
    });
    const { keys } = (await (await fetch(`${gateway.url}/_issuer/jwks.json`)).json()) as {
      keys: Record<string, string>[];
    };
    expect(Object.keys(keys[0] ?? {}).toSorted()).toEqual(["alg", "e", "kid", "kty", "n", "use"]);
  });

  it("keeps its key over a restart", async () => {
    const store = openStore(":memory:");
    const start = () => startIssuer({ store, clock: stillClock(), issuerUrl: ISSUER_URL });
    const [first, second] = [await start(), await start()];
    expect(second.keys).toEqual(first.keys);
  });
});
