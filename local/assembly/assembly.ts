import { CannotStart, UnsupportedTemplate } from "../errors.ts";
import { evaluateCondition, isRecord, resolveIntrinsics } from "./intrinsics.ts";
import type { Scope } from "./intrinsics.ts";
import type { Assembly, Resource } from "../ports.ts";
import {
  ACCOUNT_ID,
  arnOf,
  attributeOf,
  generatedName,
  namePropertyOf,
  refOf,
} from "./resource-names.ts";
import type { Identity, Place } from "./resource-names.ts";
import { describe, refuseUnknown, treatmentOf } from "./resource-types.ts";
import { readAssemblyFiles } from "./templates.ts";
import type { AssemblyFiles, StackTemplate } from "./templates.ts";

/** Where a region-agnostic assembly is said to run. */
const DEFAULT_REGION = "cn-north-1";

export const partitionOf = (region: string): string =>
  region.startsWith("cn-") ? "aws-cn" : "aws";

export interface AssemblyPlace {
  queueUrl(queueName: string): string;
  readonly apiUrl: string;
}

/** Reads an assembly and stops at once if it holds what this runtime does not run. */
export function inspectAssembly(directory: string): AssemblyFiles & { readonly region: string } {
  const files = readAssemblyFiles(directory);
  refuseUnknown(typedResources(files.stacks));
  return { ...files, region: files.region ?? DEFAULT_REGION };
}

const typedResources = (stacks: readonly StackTemplate[]) =>
  stacks.flatMap(({ name: stack, template }) =>
    Object.entries(template.Resources).map(([logicalId, { Type: type }]) => ({
      stack,
      logicalId,
      type,
    })),
  );

/** Gives every resource its local name and ARN, and resolves what the templates say in terms of them. */
export function loadAssembly(
  files: AssemblyFiles & { readonly region: string },
  at: AssemblyPlace,
): Assembly {
  const { stacks, assets, region } = files;
  const place: Place = { region, partition: partitionOf(region), ...at };
  const resolvers = new Map(
    stacks.map((stack) => [stack.name, createStackResolver(stack, place, importValue)]),
  );

  function importValue(exportName: string): unknown {
    for (const { name, template } of stacks) {
      const resolve = resolvers.get(name)?.resolve;
      for (const { Export, Value } of Object.values(template.Outputs)) {
        if (Export !== undefined && resolve?.(Export.Name) === exportName) return resolve(Value);
      }
    }
    throw new UnsupportedTemplate(`Fn::ImportValue: no stack exports ${exportName}`);
  }

  const resources = [...resolvers.values()].flatMap(({ resources: own }) => own());
  const refs = new Map(
    resources.map((resource) => [`${resource.type} ${refOf(resource, place)}`, resource]),
  );
  const arns = new Map(resources.map((resource) => [resource.arn, resource]));
  const outputs = Object.fromEntries(
    stacks.map(({ name, template }) => [
      name,
      Object.fromEntries(
        Object.entries(template.Outputs).map(([key, { Value }]) => [
          key,
          String(resolvers.get(name)?.resolve(Value)),
        ]),
      ),
    ]),
  );

  return {
    region,
    partition: place.partition,
    resources,
    ofType: (...types) => resources.filter(({ type }) => types.includes(type)),
    byArn: (arn) => arns.get(arn),
    byRef: (type, ref) => refs.get(`${type} ${ref}`),
    assetPath: (s3Key) => {
      const location = assets.get(s3Key);
      if (location === undefined) throw new CannotStart(`The assembly holds no asset ${s3Key}.`);
      return location;
    },
    outputs: () => outputs,
    describe: () => describe(resources),
  };
}

function createStackResolver(
  { name: stack, template }: StackTemplate,
  place: Place,
  importValue: (exportName: string) => unknown,
) {
  const pseudo: Readonly<Record<string, unknown>> = {
    "AWS::Partition": place.partition,
    "AWS::Region": place.region,
    "AWS::AccountId": ACCOUNT_ID,
    "AWS::URLSuffix": place.partition === "aws-cn" ? "amazonaws.com.cn" : "amazonaws.com",
    "AWS::StackName": stack,
    "AWS::StackId": `arn:${place.partition}:cloudformation:${place.region}:${ACCOUNT_ID}:stack/${stack}/local`,
    "AWS::NoValue": undefined,
  };
  const missing = (what: string) => new UnsupportedTemplate(`stack ${stack} has no ${what}`);

  const identityOf = (logicalId: string): Identity => {
    const resource = template.Resources[logicalId];
    if (resource === undefined) throw missing(`resource or parameter ${logicalId}`);
    const { Type: type, Properties } = resource;
    const property = namePropertyOf(type);
    const given =
      property === undefined ? undefined : resolveIntrinsics(Properties[property], scope);
    const name = typeof given === "string" ? given : generatedName(stack, logicalId, type);
    return { id: `${stack}/${logicalId}`, logicalId, type, name };
  };

  const scope: Scope = {
    ref: (name) => {
      if (name in pseudo) return pseudo[name];
      const parameter = template.Parameters[name];
      return parameter === undefined ? refOf(identityOf(name), place) : parameter.Default;
    },
    attribute: (logicalId, attribute) => attributeOf(identityOf(logicalId), attribute, place),
    importValue,
    mapping: (steps) =>
      steps.reduce<unknown>((level, step) => {
        if (isRecord(level) && step in level) return level[step];
        throw missing(`mapping ${steps.join(".")}`);
      }, template.Mappings),
    condition: (name) => {
      if (name in template.Conditions) return template.Conditions[name];
      throw missing(`condition ${name}`);
    },
  };

  /** Only what runs is resolved: what is inert may name attributes that nothing here could answer. */
  const resourceOf = (logicalId: string, raw: Readonly<Record<string, unknown>>): Resource => {
    const identity = identityOf(logicalId);
    const runs = treatmentOf(identity.type) === "run";
    return {
      ...identity,
      stack,
      arn: arnOf(identity, place),
      properties: runs ? resolveIntrinsics(raw, scope) : raw,
    };
  };

  return {
    resolve: (value: unknown) => resolveIntrinsics(value, scope),
    resources: () =>
      Object.entries(template.Resources)
        .filter(
          ([, { Type: type, Condition: name }]) =>
            name === undefined ||
            (treatmentOf(type) === "run" && evaluateCondition(scope.condition(name), scope)),
        )
        .map(([logicalId, { Properties }]) => resourceOf(logicalId, Properties)),
  };
}
