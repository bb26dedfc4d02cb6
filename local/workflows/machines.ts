import * as z from "zod";
import { readProperties } from "../assembly/properties.ts";
import { UnsupportedTemplate } from "../errors.ts";
import type { Assembly, Resource } from "../ports.ts";
import type { Integrations } from "./integrations.ts";
import { Definition } from "./language/definition.ts";
import type { Block, State } from "./language/definition.ts";
import { blocksWithin, statesOf, waysFrom } from "./language/walk.ts";
import { isRecord } from "../assembly/intrinsics.ts";

const MachineProperties = z.strictObject({
  StateMachineName: z.string().optional(),
  StateMachineType: z
    .literal("STANDARD", { error: "only Standard state machines run here" })
    .default("STANDARD"),
  DefinitionString: z.string(),
  RoleArn: z.string(),
  // Watching, names and keys have no effect on one machine.
  LoggingConfiguration: z.unknown().optional(),
  TracingConfiguration: z.unknown().optional(),
  EncryptionConfiguration: z.unknown().optional(),
  Tags: z.unknown().optional(),
});

export interface Machine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  /** JSON; an execution keeps the one it began with. */
  readonly definitionText: string;
  readonly definition: Definition;
}

/** The state machines of the assembly. @throws UnsupportedTemplate that names what would not run as deployed */
export function readMachines(
  assembly: Assembly,
  integrations: Integrations,
): ReadonlyMap<string, Machine> {
  const machines = assembly.ofType("AWS::StepFunctions::StateMachine").map((resource): Machine => {
    const { DefinitionString, RoleArn } = readProperties(resource, MachineProperties);
    const refuse = (reason: string) =>
      new UnsupportedTemplate(
        `stack ${resource.stack}, state machine ${resource.logicalId} does not run here: ${reason}`,
      );
    const parsed = Definition.safeParse(JSON.parse(DefinitionString));
    if (!parsed.success) throw refuse(`its definition:\n${z.prettifyError(parsed.error)}`);
    const problems = [
      ...problemsOfWays(parsed.data),
      ...repeatedNames(parsed.data),
      ...statesOf(parsed.data).flatMap(([name, state]) =>
        problemsOfTask(name, state, assembly, integrations),
      ),
    ];
    if (problems.length > 0) throw refuse(problems.join("; "));
    return {
      arn: resource.arn,
      name: resource.name,
      roleArn: RoleArn,
      definitionText: DefinitionString,
      definition: parsed.data,
    };
  });
  return new Map(machines.map((machine) => [machine.arn, machine]));
}

/** Reads again what an execution began with. */
export const parseDefinition = (text: string): Definition => Definition.parse(JSON.parse(text));

/** Ways that lead to no state of their own block. */
const problemsOfWays = (block: Block): readonly string[] => {
  const targets = [
    { from: "StartAt", to: block.StartAt },
    ...Object.entries(block.States).flatMap(([from, state]) =>
      waysFrom(state).map(({ to }) => ({ from, to })),
    ),
  ];
  return [
    ...targets
      .filter(({ to }) => !Object.hasOwn(block.States, to))
      .map(({ from, to }) => `${from} leads to ${to}, which is no state beside it`),
    ...Object.values(block.States).flatMap(blocksWithin).flatMap(problemsOfWays),
  ];
};

function repeatedNames(definition: Definition): readonly string[] {
  const names = statesOf(definition).map(([name]) => name);
  const repeated = names.filter((name, index) => names.indexOf(name) !== index);
  return repeated.map((name) => `two states are called ${name}`);
}

function problemsOfTask(
  name: string,
  state: State,
  assembly: Assembly,
  integrations: Integrations,
): readonly string[] {
  if (state.Type !== "Task") return [];
  const { Resource, Parameters } = state;
  const integration = integrations.find(Resource);
  if (integration === undefined)
    return [
      `${name} has the resource ${Resource}; what runs here is ${integrations.names.join(", ")}`,
    ];
  const problems: string[] = [];
  const given = isRecord(Parameters) ? Parameters : {};
  for (const parameter of Object.keys(given)) {
    const known = integration.parameters;
    if (known !== undefined && !known.includes(parameter.replace(/\.\$$/, "")))
      problems.push(
        `${name} has the parameter ${parameter}; what runs here is ${known.join(", ")}`,
      );
  }
  const called = integration.parameters === undefined ? Resource : given["FunctionName"];
  if (typeof called === "string" && !isFunction(assembly, called))
    problems.push(`${name} calls ${called}, which is no function of the assembly`);
  if (integration.waitsForToken && !JSON.stringify(given).includes("$$.Task.Token"))
    problems.push(`${name} waits for a token and gives it to nobody ($$.Task.Token)`);
  return problems;
}

function isFunction(assembly: Assembly, arnOrName: string): boolean {
  const plain = arnOrName.replace(/:\$LATEST$/, "");
  const found: Resource | undefined =
    assembly.byArn(plain) ??
    assembly.ofType("AWS::Lambda::Function").find(({ name }) => name === plain);
  return found?.type === "AWS::Lambda::Function";
}
