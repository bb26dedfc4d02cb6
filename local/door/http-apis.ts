import * as z from "zod";
import { CorsConfiguration } from "./cors.ts";
import { UnsupportedTemplate } from "../errors.ts";
import type { LocalIssuer } from "./issuer.ts";
import { createJwtAuthorizer } from "./jwt-authorizer.ts";
import type { JwtAuthorizer } from "./jwt-authorizer.ts";
import type { Assembly, LocalClock } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";
import { routeTableOf } from "./route-table.ts";
import type { RouteTable } from "./route-table.ts";

/** Each end of the platform is one HTTP API; its name tells where it is served. */
const API_NAME = /^xiaowai-([a-z]+)$/;

const ApiProperties = z.object({
  Name: z.string().regex(API_NAME, "an API is named xiaowai-<end>"),
  ProtocolType: z.literal("HTTP"),
  CorsConfiguration: CorsConfiguration.optional(),
});
const StageProperties = z.object({ StageName: z.literal("$default") });
const AuthorizerProperties = z.object({
  AuthorizerType: z.literal("JWT"),
  IdentitySource: z.tuple([z.literal("$request.header.Authorization")]),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});

/** One HTTP API as the gateway serves it. */
export interface Api {
  readonly id: string;
  /** Empty for the API at the root, else `/<end>`. */
  readonly basePath: string;
  readonly cors: CorsConfiguration | undefined;
  readonly table: RouteTable;
}

/** The public end is served at the root, every other under its name, as the API mappings on AWS do. */
function basePathOf(apiName: string): string {
  const end = API_NAME.exec(apiName)?.[1] ?? "";
  return end === "public" ? "" : `/${end}`;
}

/** @throws when a template asks an API for something that is not served here */
export function readApis(assembly: Assembly): Api[] {
  for (const stage of assembly.ofType("AWS::ApiGatewayV2::Stage"))
    readProperties(stage, StageProperties);
  const apis = assembly.ofType("AWS::ApiGatewayV2::Api").map((resource): Api => {
    const { Name, CorsConfiguration: cors } = readProperties(resource, ApiProperties);
    return {
      id: resource.logicalId,
      basePath: basePathOf(Name),
      cors,
      table: routeTableOf(assembly, resource),
    };
  });
  const paths = apis.map(({ basePath }) => basePath);
  const twice = paths.find((path, index) => paths.indexOf(path) !== index);
  if (twice !== undefined)
    throw new UnsupportedTemplate(`two HTTP APIs are served at "${twice || "/"}"`);
  return apis;
}

/** The authorizers of the templates, found by `Ref`. All must trust the local issuer. */
export function readAuthorizers(
  assembly: Assembly,
  issuer: LocalIssuer,
  clock: LocalClock,
): (ref: string) => JwtAuthorizer {
  const byResource = new Map<string, JwtAuthorizer>();
  for (const resource of assembly.ofType("AWS::ApiGatewayV2::Authorizer")) {
    const { Issuer, Audience } = readProperties(resource, AuthorizerProperties).JwtConfiguration;
    if (Issuer !== issuer.issuerUrl) {
      throw new UnsupportedTemplate(
        `${resource.id} trusts the issuer ${Issuer}; the local issuer is ${issuer.issuerUrl}: ` +
          "synthesise the deployment `local`",
      );
    }
    byResource.set(
      resource.id,
      createJwtAuthorizer({
        issuer: Issuer,
        audience: Audience,
        keys: issuer.keys,
        now: () => clock.now(),
      }),
    );
  }
  return (ref) => {
    const resource = assembly.byRef("AWS::ApiGatewayV2::Authorizer", ref);
    const authorizer = resource && byResource.get(resource.id);
    if (!authorizer) throw new UnsupportedTemplate(`no authorizer ${ref}`);
    return authorizer;
  };
}

/** Splits a path into the API that serves it and the rest; the longest base path wins. */
export function apiFor(apis: readonly Api[], path: string): { api: Api; rest: string } | undefined {
  const named = apis.find(
    ({ basePath }) => basePath !== "" && (path === basePath || path.startsWith(`${basePath}/`)),
  );
  const api = named ?? apis.find(({ basePath }) => basePath === "");
  return api && { api, rest: path.slice(api.basePath.length) || "/" };
}
