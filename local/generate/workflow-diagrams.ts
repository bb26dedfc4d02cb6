/**
 * Writes `docs/workflows/<name>.md`: each state machine as a Mermaid diagram, drawn from what is deployed. Run by
 * hand: `node local/generate/workflow-diagrams.ts`; a test asks for it when a machine has changed.
 */
import { globSync, mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import * as z from "zod";
import { readAssemblyFiles } from "../assembly/templates.ts";
import { build } from "../build/build.ts";
import { projectRoot } from "../build/project.ts";
import { Definition } from "../workflows/language/definition.ts";
import type { Block, State } from "../workflows/language/definition.ts";
import type { Rule } from "../workflows/language/choice.ts";
import { blocksWithin, statesOf } from "../workflows/language/walk.ts";

const FOLDER = join(projectRoot, "docs", "workflows");
const MACHINE = "AWS::StepFunctions::StateMachine";

const MachineProperties = z.looseObject({
  StateMachineName: z.string(),
  DefinitionString: z.union([
    z.string(),
    z.strictObject({ "Fn::Join": z.tuple([z.string(), z.array(z.unknown())]) }),
  ]),
});

/** A state machine of a template, before anything it refers to has a name. */
export interface TemplateMachine {
  readonly name: string;
  /** JSON; what it refers to stands in it as what `nameOf` gives. */
  readonly definitionText: string;
}

/** Reads the machines of a template's resources. @param nameOf what stands for a reference */
export const machinesIn = (
  resources: readonly { readonly Type: string; readonly Properties: unknown }[],
  deployment: string,
  nameOf: (reference: unknown) => string = () => "reference",
): readonly TemplateMachine[] =>
  resources
    .filter(({ Type }) => Type === MACHINE)
    .map(({ Properties }) => {
      const { StateMachineName, DefinitionString } = MachineProperties.parse(Properties);
      const text =
        typeof DefinitionString === "string"
          ? DefinitionString
          : DefinitionString["Fn::Join"][1]
              .map((part) => (typeof part === "string" ? part : nameOf(part)))
              .join(DefinitionString["Fn::Join"][0]);
      return { name: StateMachineName.replace(`xiaowai-${deployment}-`, ""), definitionText: text };
    });

/** The page of a machine. */
export function pageOf({ name, definitionText }: TemplateMachine): string {
  const definition = Definition.parse(JSON.parse(definitionText));
  const ids = new Map(statesOf(definition).map(([state], index) => [state, `s${index + 1}`]));
  return [
    `# Workflow: ${name}`,
    "",
    "Generated from the synthesised definition by `node local/generate/workflow-diagrams.ts`; do not edit.",
    "",
    ...(definition.Comment === undefined ? [] : [definition.Comment, ""]),
    "```mermaid",
    "stateDiagram-v2",
    ...drawBlock(definition, ids).map((line) => `  ${line}`),
    "```",
    "",
  ].join("\n");
}

type Ids = ReadonlyMap<string, string>;

function drawBlock(block: Block, ids: Ids): readonly string[] {
  const id = (name: string) => ids.get(name) ?? name;
  return [
    `[*] --> ${id(block.StartAt)}`,
    ...Object.entries(block.States).flatMap(([name, state]) => [
      `state "${escaped(captionOf(name, state))}" as ${id(name)}`,
      ...drawWithin(state, id(name), ids),
      ...waysOut(state).map(({ to, by }) => {
        const target = to === undefined ? "[*]" : id(to);
        return `${id(name)} --> ${target}${by === "" ? "" : ` : ${escaped(by)}`}`;
      }),
    ]),
  ];
}

/** Branches lie beside each other; what is done for each item lies alone. */
function drawWithin(state: State, id: string, ids: Ids): readonly string[] {
  const parts = blocksWithin(state).map((block) => drawBlock(block, ids));
  if (parts.length === 0) return [];
  const lines = parts.flatMap((part, index) => (index === 0 ? part : ["--", ...part]));
  return [`state ${id} {`, ...lines.map((line) => `  ${line}`), "}"];
}

/** Mermaid ends a text at these. */
const escaped = (text: string): string =>
  text.replaceAll(/[";#:]/g, (character) => `#${character.charCodeAt(0)};`);

function captionOf(name: string, state: State): string {
  if (state.Type === "Task" && state.Resource.endsWith(".waitForTaskToken"))
    return `${name} (waits for an answer)`;
  if (state.Type === "Map") return `${name} (for each)`;
  if (state.Type === "Fail" && state.Error !== undefined) return `${name} (${state.Error})`;
  if (state.Type !== "Wait") return name;
  const until = state.Timestamp ?? state.TimestampPath;
  return until === undefined
    ? `${name} (${state.Seconds ?? state.SecondsPath ?? ""} s)`
    : `${name} (until ${until})`;
}

/** Where a state leads, and when; to no state where the block ends. */
function waysOut(state: State): readonly { readonly to?: string; readonly by: string }[] {
  const caught =
    "Catch" in state
      ? state.Catch.map(({ ErrorEquals, Next }) => ({
          to: Next,
          by: `on ${ErrorEquals.join(", ")}`,
        }))
      : [];
  if (state.Type === "Choice")
    return [
      ...state.Choices.map(({ next, rule }) => ({ to: next, by: spoken(rule) })),
      ...(state.Default === undefined ? [] : [{ to: state.Default, by: "otherwise" }]),
    ];
  const next = "Next" in state ? state.Next : undefined;
  return [next === undefined ? { by: "" } : { to: next, by: "" }, ...caught];
}

function spoken(rule: Rule): string {
  if ("And" in rule) return rule.And.map(spoken).join(" and ");
  if ("Or" in rule) return rule.Or.map(spoken).join(" or ");
  if ("Not" in rule) return `not (${spoken(rule.Not)})`;
  return `${rule.variable} ${rule.operator} ${String(rule.operand)}`;
}

/** The pages that there are, by the name of their machine. */
export const pagesWritten = (): readonly string[] =>
  globSync("*.md", { cwd: FOLDER }).map((file) => file.replace(/\.md$/, ""));

export const pageFile = (name: string): string => join(FOLDER, `${name}.md`);

async function writePages(): Promise<void> {
  const { stacks } = readAssemblyFiles(await build({ report: (line) => console.error(line) }));
  const resources = stacks.flatMap(({ template }) => Object.values(template.Resources));
  const machines = machinesIn(resources, "local");
  mkdirSync(FOLDER, { recursive: true });
  for (const name of pagesWritten()) rmSync(pageFile(name));
  for (const machine of machines) writeFileSync(pageFile(machine.name), pageOf(machine));
  console.log(`${machines.length} workflows drawn`);
}

if (import.meta.main) await writePages();
