import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import type { Construct } from "constructs";
import * as z from "zod";
import cdkJson from "../../../cdk.json" with { type: "json" };
import { type Deployment, deploymentNamed } from "../../../infra/config.ts";
import type { StepOf } from "../../../infra/stacks/workflows-stack.ts";
import { machinesIn } from "../../../local/generate/workflow-diagrams.ts";
import { functionArn } from "./machine-room.ts";

const Template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()) }),
  ),
});

type WorkflowConstruct = new (
  scope: Construct,
  id: string,
  stepOf: StepOf,
  deployment: Deployment,
) => Construct;

/** A workflow as it is synthesised, with its functions by the ids of their contracts. */
export function definitionOf(Workflow: WorkflowConstruct): string {
  const outdir = mkdtempSync(join(tmpdir(), "workflow-"));
  try {
    const app = new App({ context: cdkJson.context, outdir });
    const stack = new Stack(app, "Workflows");
    const steps = new Map<string, lambda.IFunction>();
    // A construct asks for a step more than once.
    const stepOf: StepOf = (id) => {
      const step = steps.get(id) ?? lambda.Function.fromFunctionArn(stack, id, functionArn(id));
      steps.set(id, step);
      return step;
    };
    new Workflow(stack, "Workflow", stepOf, deploymentNamed("example"));
    const { template } = app.synth().getStackByName("Workflows");
    const resources = Object.values(Template.parse(template).Resources);
    const nameOf = (reference: unknown) =>
      JSON.stringify(reference).includes("Partition") ? "aws" : "unknown";
    const [machine] = machinesIn(resources, "example", nameOf);
    if (machine === undefined) throw new Error("there is no machine in the stack");
    return machine.definitionText;
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}
