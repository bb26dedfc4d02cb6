import { beforeAll, describe, expect, it } from "vitest";
import * as z from "zod";
import { machinesIn } from "../../local/generate/workflow-diagrams.ts";
import { smallWorkflow } from "../support/workflows/small-workflow.ts";

let resources: ReturnType<typeof smallWorkflow>;
beforeAll(() => {
  // Security rules that find anything make this fail.
  resources = smallWorkflow();
});
const ofType = (type: string) =>
  resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);

const Statements = z.object({
  PolicyDocument: z.object({
    Statement: z.array(
      z.looseObject({
        Action: z.union([z.string(), z.array(z.string())]),
        Resource: z.unknown(),
      }),
    ),
  }),
});
const statements = () =>
  ofType("AWS::IAM::Policy").flatMap((policy) => Statements.parse(policy).PolicyDocument.Statement);

describe("the construct of a workflow", () => {
  it("makes a Standard machine that logs what happened without the data", () => {
    const [machine] = ofType("AWS::StepFunctions::StateMachine");
    expect(machine).toMatchObject({
      StateMachineName: "xiaowai-example-refund",
      StateMachineType: "STANDARD",
      LoggingConfiguration: { IncludeExecutionData: false, Level: "ALL" },
    });
    const [{ definitionText } = { definitionText: "" }] = machinesIn(resources, "example");
    expect(JSON.parse(definitionText)).toMatchObject({
      QueryLanguage: "JSONPath",
      TimeoutSeconds: 25_920_000,
    });
  });

  it("lets the machine call its own functions and nothing else", () => {
    const invoking = statements().filter(({ Action }) => Action === "lambda:InvokeFunction");
    expect(invoking).toHaveLength(1);
    const called = JSON.stringify(invoking[0]?.Resource);
    expect(called.match(/:function:(\w+)/g)).toEqual([":function:ask", ":function:assess"]);
    expect(called).not.toContain("*");
  });

  it("asks for X-Ray only where the deployment says so", () => {
    const actions = () => JSON.stringify(statements().map(({ Action }) => Action));
    expect(actions()).not.toContain("xray");
    resources = smallWorkflow({ tracesWorkflows: true });
    expect(actions()).toContain("xray:PutTraceSegments");
    expect(ofType("AWS::StepFunctions::StateMachine")[0]).toMatchObject({
      TracingConfiguration: { Enabled: true },
    });
  });

  it.each(["ExecutionsFailed", "ExecutionsTimedOut"])(
    "calls a person to the runbook on %s",
    (MetricName) => {
      expect(ofType("AWS::CloudWatch::Alarm")).toContainEqual(
        expect.objectContaining({
          MetricName,
          Threshold: 1,
          AlarmDescription:
            "A family's refund does not go on. See docs/runbook.md#refund-does-not-go-on",
        }),
      );
    },
  );

  it("keeps the log as long as the law asks, also when the stack goes", () => {
    expect(ofType("AWS::Logs::LogGroup")).toMatchObject([
      { LogGroupName: "/aws/vendedlogs/states/xiaowai-example-refund", RetentionInDays: 365 },
    ]);
  });
});
