import { startGateway } from "../../../local/door/http-gateway.ts";
import { startIssuer } from "../../../local/door/issuer.ts";
import { openStore } from "../../../local/storage/store.ts";
import type { Assembly, Invoke } from "../../../local/ports.ts";
import { assemblyOf, stillClock } from "./fakes.ts";

export const ISSUER_URL = "http://127.0.0.1:4080/_issuer";

interface RouteOfTest {
  readonly end?: string;
  readonly key: string;
  readonly isOpen?: boolean;
  readonly scopes?: readonly string[];
  readonly timeoutMs?: number;
}

/** An assembly of HTTP APIs with these routes; each leads to a function named as its route key. */
export function assemblyWithRoutes(routes: readonly RouteOfTest[], cors?: object): Assembly {
  const ends = [...new Set(routes.map(({ end = "public" }) => end))];
  return assemblyOf([
    ...ends.flatMap((end) => [
      {
        logicalId: `Api-${end}`,
        type: "AWS::ApiGatewayV2::Api",
        properties: {
          Name: `xiaowai-${end}`,
          ProtocolType: "HTTP",
          ...(cors === undefined ? {} : { CorsConfiguration: cors }),
        },
      },
      {
        logicalId: `Jwt-${end}`,
        type: "AWS::ApiGatewayV2::Authorizer",
        properties: {
          ApiId: `Api-${end}`,
          AuthorizerType: "JWT",
          IdentitySource: ["$request.header.Authorization"],
          JwtConfiguration: { Issuer: ISSUER_URL, Audience: ["xiaowai"] },
        },
      },
    ]),
    ...routes.flatMap(({ end = "public", key, isOpen = false, scopes, timeoutMs }, index) => [
      {
        logicalId: `Integration-${index}`,
        type: "AWS::ApiGatewayV2::Integration",
        properties: {
          IntegrationType: "AWS_PROXY",
          IntegrationUri: key,
          PayloadFormatVersion: "2.0",
          ...(timeoutMs === undefined ? {} : { TimeoutInMillis: timeoutMs }),
        },
      },
      {
        logicalId: `Route-${index}`,
        type: "AWS::ApiGatewayV2::Route",
        properties: {
          ApiId: `Api-${end}`,
          RouteKey: key,
          Target: `integrations/Integration-${index}`,
          ...(isOpen
            ? { AuthorizationType: "NONE" }
            : { AuthorizationType: "JWT", AuthorizerId: `Jwt-${end}` }),
          ...(scopes === undefined ? {} : { AuthorizationScopes: scopes }),
        },
      },
    ]),
  ]);
}

/** What a test reads from the event that a function got. */
export interface SeenEvent {
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString: string;
  readonly headers: Record<string, string>;
  readonly cookies?: string[];
  readonly queryStringParameters?: Record<string, string>;
  readonly pathParameters?: Record<string, string>;
  readonly body?: string;
  readonly isBase64Encoded: boolean;
  readonly requestContext: {
    readonly time: string;
    readonly timeEpoch: number;
    readonly http: Record<string, string>;
    readonly authorizer?: { jwt: { claims: Record<string, string>; scopes: string[] | null } };
  };
}

/** A gateway on a free port whose functions are `invoke`, by default an echo of their event. */
export async function gatewayOf(assembly: Assembly, invoke?: Invoke) {
  const clock = stillClock();
  const issuer = await startIssuer({ store: openStore(":memory:"), clock, issuerUrl: ISSUER_URL });
  const errors: unknown[] = [];
  const echo: Invoke = (functionName, event) =>
    Promise.resolve({
      statusCode: 200,
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ functionName, event }),
    });
  const gateway = await startGateway({
    assembly,
    invoke: invoke ?? echo,
    clock,
    issuer,
    port: 0,
    onError: (_route, error) => void errors.push(error),
  });
  return {
    ...gateway,
    clock,
    issuer,
    errors,
    token: (claims: Record<string, unknown> = {}, ttlSeconds = 3600) =>
      issuer.token({ sub: "tester", aud: "xiaowai", ...claims }, ttlSeconds),
    /** Calls, and returns the event that the echoing function saw. */
    async seen(path: string, init?: RequestInit) {
      const response = await fetch(`${gateway.url}${path}`, init);
      return (await response.json()) as { functionName: string; event: SeenEvent };
    },
  };
}
