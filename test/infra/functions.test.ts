import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { tasks, useCases } from "../../functions/contracts.ts";
import type { UseCaseContract } from "../../functions/kit/contract.ts";
import { Environment } from "../../functions/kit/environment.ts";
import { partOf } from "../../infra/app.ts";
import { type DeployedFunction, functionsOf } from "../support/functions-of.ts";
import { type Placed, type Synthesised, synthesised } from "../support/synthesised.ts";

const DEPLOYMENT = "example";
let deployment: Synthesised;
let functions: readonly DeployedFunction[];

beforeAll(async () => {
  deployment = await synthesised(DEPLOYMENT);
  functions = functionsOf(deployment);
});

const named = (id: string): DeployedFunction => {
  const [found, ...others] = functions.filter((one) => one.id === id);
  if (found === undefined || others.length > 0)
    throw new Error(`${String(others.length + (found ? 1 : 0))} functions are called ${id}`);
  return found;
};

describe("the functions", () => {
  it("are one for each contract, and no others", () => {
    const contracts = [...useCases, ...tasks].map((contract) => contract.id);
    expect(functions.map((one) => one.id).toSorted()).toEqual(contracts.toSorted());
  });

  it("run on Node 24 on arm64, with a log group of their own and a role of their own", () => {
    const logGroups = functions.map(({ resource }) => resource.Properties["LoggingConfig"]);
    const roles = functions.map(({ resource }) => [resource.stack, resource.Properties["Role"]]);
    expect(new Set(logGroups.map((group) => JSON.stringify(group))).size).toBe(functions.length);
    expect(new Set(roles.map((role) => JSON.stringify(role))).size).toBe(functions.length);
    for (const { resource } of functions) {
      expect(resource.Properties["Runtime"]).toBe("nodejs24.x");
      expect(resource.Properties["Architectures"]).toEqual(["arm64"]);
    }
  });

  it("get only settings that they can read", () => {
    const known = Object.keys(Environment.shape);
    const unknown = functions.flatMap(({ id, environment }) =>
      Object.keys(environment)
        .filter((name) => !known.includes(name))
        .map((name) => `${id}: ${name}`),
    );
    expect(unknown).toEqual([]);
  });
});

const RouteProperties = z.looseObject({
  ApiId: z.unknown(),
  RouteKey: z.string(),
  AuthorizationType: z.string().default("NONE"),
  AuthorizerId: z.unknown().optional(),
  Target: z.unknown(),
});
const Integration = z.looseObject({ IntegrationUri: z.unknown() });
const Authorizer = z.looseObject({
  AuthorizerType: z.literal("JWT"),
  JwtConfiguration: z.object({ Issuer: z.string(), Audience: z.array(z.string()) }),
});

const stackOf = (part: string) => `xiaowai-${DEPLOYMENT}-${part}`;

const Imported = z.strictObject({ "Fn::ImportValue": z.string() });

/** The stack of what is referred to; exports bear the name of theirs. */
const homeOf = (reference: unknown, stack: string): string | undefined => {
  const imported = Imported.safeParse(reference);
  return imported.success ? imported.data["Fn::ImportValue"].split(":")[0] : stack;
};

const routesTo = (handler: DeployedFunction): readonly Placed[] => {
  const { stack, logicalId } = handler.resource;
  const within = (type: string) => deployment.ofType(type).filter((one) => one.stack === stack);
  const integrations = within("AWS::ApiGatewayV2::Integration")
    .filter((one) => {
      const { IntegrationUri } = Integration.parse(one.Properties);
      return deployment.targetOf(IntegrationUri) === logicalId;
    })
    .map((one) => `integrations/${one.logicalId}`);
  return within("AWS::ApiGatewayV2::Route").filter((route) =>
    integrations.includes(deployment.targetOf(RouteProperties.parse(route.Properties).Target)),
  );
};

const cases = useCases.map((contract) => ({ id: contract.id, contract }));

describe("each use case", () => {
  it.each(cases)("$id has its one route, at the end where its callers are", ({ contract }) => {
    const handler = named(contract.id);
    expect(handler.resource.stack).toBe(stackOf(partOf(contract)));
    const routes = routesTo(handler).map((route) => RouteProperties.parse(route.Properties));
    const homes = routes.map(({ ApiId }) => homeOf(ApiId, handler.resource.stack));
    expect(homes).toEqual([stackOf(contract.end)]);
    expect(routes.map((route) => route.RouteKey)).toEqual([`${contract.method} ${contract.path}`]);
  });

  it.each(cases)("$id lets in exactly whom its contract names", ({ contract }) => {
    const [route] = routesTo(named(contract.id));
    const { AuthorizationType, AuthorizerId } = RouteProperties.parse(route?.Properties);
    expect(AuthorizationType).toBe(tokenNeeded(contract) ? "JWT" : "NONE");
    if (!tokenNeeded(contract)) return;
    const authorizer = deployment
      .ofType("AWS::ApiGatewayV2::Authorizer")
      .find(
        (one) =>
          one.stack === homeOf(AuthorizerId, stackOf(partOf(contract))) &&
          one.logicalId === deployment.targetOf(AuthorizerId),
      );
    expect(authorizer?.stack).toBe(stackOf(contract.end));
    expect(Authorizer.parse(authorizer?.Properties).JwtConfiguration).toEqual({
      Issuer: "https://login.example.org/",
      Audience: ["xiaowai"],
    });
  });

  it.each(cases)("$id may be called by its own API only", ({ contract }) => {
    const handler = named(contract.id);
    const callers = deployment
      .ofType("AWS::Lambda::Permission")
      .filter(
        (one) =>
          one.stack === handler.resource.stack &&
          deployment.targetOf(one.Properties["FunctionName"]) === handler.resource.logicalId,
      );
    expect(callers.map((one) => one.Properties["Principal"])).toEqual(["apigateway.amazonaws.com"]);
    expect(JSON.stringify(callers[0]?.Properties["SourceArn"])).toContain("execute-api");
  });
});

const tokenNeeded = ({ access }: UseCaseContract): boolean =>
  access.role !== "anyone" && access.role !== "bank";
