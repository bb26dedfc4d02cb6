import * as z from "zod";
import type { Placed, Synthesised } from "./synthesised.ts";

/** One function of a deployment, and everything that its role allows. */
export interface DeployedFunction {
  /** The contract's id, which the description ends with. */
  readonly id: string;
  readonly resource: Placed;
  readonly environment: Readonly<Record<string, unknown>>;
  readonly statements: readonly Statement[];
}

const Texts = z
  .union([z.string(), z.array(z.string())])
  .transform((one) => (typeof one === "string" ? [one] : one));

const Statement = z.strictObject({
  Effect: z.literal("Allow"),
  Action: Texts,
  Resource: z.unknown().transform((one): readonly unknown[] => (Array.isArray(one) ? one : [one])),
  Condition: z.record(z.string(), z.record(z.string(), Texts)).optional(),
});
export type Statement = z.infer<typeof Statement>;

const Policy = z.looseObject({
  PolicyDocument: z.object({ Statement: z.array(Statement) }),
  Roles: z.array(z.strictObject({ Ref: z.string() })),
});

const FunctionProperties = z.looseObject({
  Description: z.string(),
  Role: z.unknown(),
  Environment: z
    .object({ Variables: z.record(z.string(), z.unknown()).default({}) })
    .default({ Variables: {} }),
});

export function functionsOf(deployment: Synthesised): readonly DeployedFunction[] {
  const policies = deployment.ofType("AWS::IAM::Policy").map((policy) => ({
    stack: policy.stack,
    ...Policy.parse(policy.Properties),
  }));
  return deployment.ofType("AWS::Lambda::Function").map((resource) => {
    const { Description, Role, Environment } = FunctionProperties.parse(resource.Properties);
    const role = deployment.targetOf(Role);
    return {
      id: /\((\w+)\)$/.exec(Description)?.[1] ?? "",
      resource,
      environment: Environment.Variables,
      statements: policies
        .filter(({ stack, Roles }) => stack === resource.stack && Roles.some((r) => r.Ref === role))
        .flatMap((policy) => policy.PolicyDocument.Statement),
    };
  });
}

/** The partitions that a function may reach by an action, as its role's conditions name them. */
export function leadingKeys(statements: readonly Statement[], action: string): readonly string[] {
  const named = statements
    .filter((statement) => statement.Action.includes(action))
    .flatMap((statement) =>
      Object.values(statement.Condition ?? {}).flatMap((one) => one["dynamodb:LeadingKeys"] ?? []),
    );
  return [...new Set(named)].toSorted();
}
