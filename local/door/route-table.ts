import findMyWay from "find-my-way";
import * as z from "zod";
import { UnsupportedTemplate } from "../errors.ts";
import type { Assembly, Resource } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"] as const;

const RouteProperties = z.object({
  ApiId: z.string(),
  RouteKey: z.string(),
  Target: z.string().regex(/^integrations\/.+/),
  AuthorizationType: z.enum(["NONE", "JWT"]).default("NONE"),
  AuthorizerId: z.string().optional(),
  AuthorizationScopes: z.array(z.string()).default([]),
});

const IntegrationProperties = z.object({
  IntegrationType: z.literal("AWS_PROXY"),
  IntegrationUri: z.string(),
  PayloadFormatVersion: z.literal("2.0"),
  /** AWS's own limit is 30 seconds. */
  TimeoutInMillis: z.number().max(30_000).default(30_000),
});

/** One route of an HTTP API and what it leads to. */
export interface Route {
  readonly routeKey: string;
  readonly functionArn: string;
  readonly timeoutMs: number;
  /** `Ref` of its JWT authorizer; absent where anybody may call. */
  readonly authorizerRef: string | undefined;
  readonly scopes: readonly string[];
}

export interface RouteMatch {
  readonly route: Route;
  readonly pathParameters: Readonly<Record<string, string>>;
}

export interface RouteTable {
  /** @param path percent-encoded, without query and without the API's base path */
  find(method: string, path: string): RouteMatch | undefined;
}

/** A function's ARN stands in an integration either plainly or wrapped as API Gateway's own URI. */
const functionArnIn = (uri: string): string =>
  /\/functions\/(arn:[^/]+)\/invocations$/.exec(uri)?.[1] ?? uri;

function readRoute(assembly: Assembly, resource: Resource): Route & { api: Resource | undefined } {
  const route = readProperties(resource, RouteProperties);
  const integrationRef = route.Target.slice("integrations/".length);
  const integration = assembly.byRef("AWS::ApiGatewayV2::Integration", integrationRef);
  if (!integration)
    throw new UnsupportedTemplate(`${resource.id} leads to ${route.Target}, which does not exist`);
  if (route.AuthorizationType === "JWT" && route.AuthorizerId === undefined) {
    throw new UnsupportedTemplate(`${resource.id} asks for a JWT but names no authorizer`);
  }
  const target = readProperties(integration, IntegrationProperties);
  return {
    api: assembly.byRef("AWS::ApiGatewayV2::Api", route.ApiId),
    routeKey: route.RouteKey,
    functionArn: functionArnIn(target.IntegrationUri),
    timeoutMs: target.TimeoutInMillis,
    authorizerRef: route.AuthorizationType === "JWT" ? route.AuthorizerId : undefined,
    scopes: route.AuthorizationScopes,
  };
}

/** `/v1/refunds/{refundId}` in the router's language, whose own signs are doubled or renamed. */
function toPattern(path: string): { pattern: string; names: string[] } {
  const names: string[] = [];
  const pattern = path.split("/").map((segment) => {
    const name = /^\{([^{}+]+)(\+?)\}$/.exec(segment);
    if (name?.[1] === undefined) return segment.replaceAll(":", "::");
    names.push(name[1]);
    return name[2] === "+" ? "*" : `:p${names.length - 1}`;
  });
  return { pattern: pattern.join("/"), names };
}

type Handler = () => undefined;

/** The routes of one API. A method of its own goes before `ANY`, and everything before `$default`. */
export function createRouteTable(routes: readonly Route[]): RouteTable {
  const router = findMyWay({
    caseSensitive: true,
    ignoreTrailingSlash: false,
    maxParamLength: 2048,
  });
  const entries = new Map<unknown, { route: Route; names: readonly string[] }>();
  const fallback = routes.find(({ routeKey }) => routeKey === "$default");
  const taken = new Set<string>();

  const anyLast = routes
    .filter((route) => route !== fallback)
    .toSorted(
      (a, b) => Number(a.routeKey.startsWith("ANY ")) - Number(b.routeKey.startsWith("ANY ")),
    );
  for (const route of anyLast) {
    const [method = "", path = ""] = route.routeKey.split(" ");
    const { pattern, names } = toPattern(path);
    const handler: Handler = () => undefined;
    entries.set(handler, { route, names });
    for (const known of METHODS) {
      const isMeant = method === known || (method === "ANY" && !taken.has(`${known} ${pattern}`));
      if (!isMeant) continue;
      taken.add(`${known} ${pattern}`);
      router.on(known, pattern, handler);
    }
  }

  function findDeclared(method: string, path: string): RouteMatch | undefined {
    const known = METHODS.find((candidate) => candidate === method);
    const hit = known && router.find(known, path);
    const entry = hit && entries.get(hit.handler);
    if (!entry) return undefined;
    const values = entry.names.map((name, index) => {
      const value = hit.params[`p${index}`] ?? hit.params["*"] ?? "";
      return [name, value] as const;
    });
    // The router lets an empty segment be a parameter; API Gateway does not.
    if (values.some(([, value]) => value === "")) return undefined;
    return { route: entry.route, pathParameters: Object.fromEntries(values) };
  }

  return {
    find: (method, path) =>
      findDeclared(method, path) ?? (fallback && { route: fallback, pathParameters: {} }),
  };
}

/** The route table of one API of the assembly. */
export function routeTableOf(assembly: Assembly, api: Resource): RouteTable {
  const routes = assembly
    .ofType("AWS::ApiGatewayV2::Route")
    .map((resource) => readRoute(assembly, resource));
  return createRouteTable(routes.filter((route) => route.api?.id === api.id));
}
