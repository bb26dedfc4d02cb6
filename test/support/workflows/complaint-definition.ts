import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, Stack } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as z from "zod";
import cdkJson from "../../../cdk.json" with { type: "json" };
import { deploymentNamed } from "../../../infra/config.ts";
import { ComplaintWorkflow } from "../../../infra/constructs/complaint-workflow.ts";
import { machinesIn } from "../../../local/generate/workflow-diagrams.ts";
import { functionArn } from "./machine-room.ts";

const Template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()) }),
  ),
});

/** The workflow of complaints as it is synthesised, with the functions by the ids of their contracts. */
export function complaintDefinition(): string {
  const outdir = mkdtempSync(join(tmpdir(), "complaint-"));
  try {
    const app = new App({ context: cdkJson.context, outdir });
    const stack = new Stack(app, "Workflows");
    const stepOf = (id: string) => lambda.Function.fromFunctionArn(stack, id, functionArn(id));
    // The construct asks for a step more than once.
    const steps = new Map<string, lambda.IFunction>();
    const once = (id: string): lambda.IFunction => {
      const step = steps.get(id) ?? stepOf(id);
      steps.set(id, step);
      return step;
    };
    new ComplaintWorkflow(stack, "Complaint", once, deploymentNamed("example"));
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
