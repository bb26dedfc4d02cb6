import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { App, ArnFormat, Duration, Stack, Validations } from "aws-cdk-lib";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as sfn from "aws-cdk-lib/aws-stepfunctions";
import * as tasks from "aws-cdk-lib/aws-stepfunctions-tasks";
import { AwsSolutionsChecks, ServerlessChecks } from "cdk-nag";
import * as z from "zod";
import cdkJson from "../../../cdk.json" with { type: "json" };
import { type Deployment, deploymentNamed } from "../../../infra/config.ts";
import { Workflow } from "../../../infra/constructs/workflow.ts";
import { machinesIn } from "../../../local/generate/workflow-diagrams.ts";

const Template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({ Type: z.string(), Properties: z.record(z.string(), z.unknown()) }),
  ),
});

/** A refund of three steps: enough of a workflow for each kind of way. */
function define(stack: Stack): { definition: sfn.IChainable; calls: lambda.IFunction[] } {
  const named = (functionName: string) =>
    lambda.Function.fromFunctionArn(
      stack,
      functionName,
      stack.formatArn({
        service: "lambda",
        resource: "function",
        resourceName: functionName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    );
  const assess = named("assess");
  const ask = named("ask");
  const refused = new sfn.Fail(stack, "Refused", { error: "Refund.Refused", cause: "by rule" });
  const done = new sfn.Succeed(stack, "Done");
  const asking = new tasks.LambdaInvoke(stack, "Ask the institution", {
    lambdaFunction: ask,
    integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: sfn.TaskInput.fromObject({
      taskToken: sfn.JsonPath.taskToken,
      refundId: sfn.JsonPath.stringAt("$.refundId"),
    }),
    resultPath: sfn.JsonPath.DISCARD,
  }).addCatch(refused, { errors: ["Institution.Refuses"], resultPath: sfn.JsonPath.DISCARD });
  const wait = new sfn.Wait(stack, "Cool off", { time: sfn.WaitTime.duration(Duration.days(7)) });
  const decide = new sfn.Choice(stack, "Is consent needed?")
    .when(sfn.Condition.isNotPresent("$.assessment.consent"), done)
    .when(sfn.Condition.stringEquals("$.assessment.consent", "needed"), asking.next(done))
    .otherwise(refused);
  return {
    calls: [assess, ask],
    definition: new tasks.LambdaInvoke(stack, "Assess", {
      lambdaFunction: assess,
      payloadResponseOnly: true,
      resultPath: "$.assessment",
    })
      .next(wait)
      .next(decide),
  };
}

/** The resources of a stack with one small workflow. @throws when a security rule of cdk-nag speaks of one */
export function smallWorkflow(changes: Partial<Deployment> = {}) {
  const outdir = mkdtempSync(join(tmpdir(), "workflow-"));
  try {
    const app = new App({ context: cdkJson.context, outdir });
    const stack = new Stack(app, "Workflows");
    new Workflow(stack, "Refund", {
      ...define(stack),
      name: "refund",
      summary: "A family gives lessons back",
      stuckAfter: Duration.days(300),
      alarm: { effect: "A family's refund does not go on.", runbook: "refund-does-not-go-on" },
      deployment: { ...deploymentNamed("example"), ...changes },
    });
    Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
    const { template } = app.synth().getStackByName("Workflows");
    return Object.values(Template.parse(template).Resources);
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

const PSEUDO: Readonly<Record<string, string>> = {
  "AWS::Partition": "aws",
  "AWS::Region": "eu-west-1",
  "AWS::AccountId": "000000000000",
};

/** Its definition, with the functions by the names that stubs have. */
export function smallDefinition(): string {
  const nameOf = (reference: unknown) =>
    PSEUDO[z.object({ Ref: z.string() }).parse(reference).Ref] ?? "unknown";
  const [machine] = machinesIn(smallWorkflow(), "example", nameOf);
  if (machine === undefined) throw new Error("there is no machine in the stack");
  return machine.definitionText;
}
