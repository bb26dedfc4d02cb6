import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import * as iam from "aws-cdk-lib/aws-iam";
import type * as lambda from "aws-cdk-lib/aws-lambda";
import * as logs from "aws-cdk-lib/aws-logs";
import * as sfn from "aws-cdk-lib/aws-stepfunctions";
import { Construct } from "constructs";
import type { TaskContract } from "../../functions/kit/contract.ts";
import type { Deployment } from "../config.ts";

interface WorkflowProps {
  /** In kebab-case; the page of its diagram is called so too. */
  readonly name: string;
  readonly summary: string;
  readonly definition: sfn.IChainable;
  /** The functions that its tasks call, and no others. */
  readonly calls: readonly lambda.IFunction[];
  /**
   * An execution that takes longer is stuck: it is ended, and a person is called. No legal deadline lies in
   * here, so this is far beyond all of them. AWS itself allows a year.
   */
  readonly stuckAfter: Duration;
  readonly alarm: TaskContract["alarm"];
  readonly deployment: Deployment;
}

/**
 * The one way a state machine is made: Standard, JSONPath, a role that calls its own functions only, a log
 * without the data of executions, and alarms that call a person to the runbook.
 */
export class Workflow extends Construct {
  readonly machine: sfn.StateMachine;

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id);
    const { deployment } = props;
    const name = `xiaowai-${deployment.name}-${props.name}`;
    const role = new iam.Role(this, "Role", {
      assumedBy: new iam.ServicePrincipal("states.amazonaws.com"),
    });
    this.grant(role, props);
    this.machine = new sfn.StateMachine(this, "Machine", {
      stateMachineName: name,
      stateMachineType: sfn.StateMachineType.STANDARD,
      queryLanguage: sfn.QueryLanguage.JSON_PATH,
      comment: props.summary,
      definitionBody: sfn.DefinitionBody.fromChainable(props.definition),
      // The tasks of the definition would ask for every version of their functions as well.
      role: role.withoutPolicyUpdates(),
      timeout: props.stuckAfter,
      tracingEnabled: deployment.tracesWorkflows,
      logs: {
        level: sfn.LogLevel.ALL,
        // What goes through an execution may point at persons; what happened is told without it.
        includeExecutionData: false,
        destination: new logs.LogGroup(this, "Log", {
          // Groups of this prefix share one entry of the resource policy, which is limited in size.
          logGroupName: `/aws/vendedlogs/states/${name}`,
          retention: deployment.logRetention,
          removalPolicy: deployment.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
        }),
      },
    });
    this.machine.node.addDependency(role);
    if (!deployment.tracesWorkflows) this.acknowledgeNoTracing();
    this.alarm("Failed", this.machine.metricFailed(EACH_MINUTE), props.alarm);
    this.alarm("Stuck", this.machine.metricTimedOut(EACH_MINUTE), props.alarm);
  }

  private grant(role: iam.Role, { calls, deployment }: WorkflowProps): void {
    role.addToPolicy(
      new iam.PolicyStatement({
        actions: ["lambda:InvokeFunction"],
        resources: calls.map(({ functionArn }) => functionArn),
      }),
    );
    role.addToPolicy(new iam.PolicyStatement({ actions: LOG_DELIVERY, resources: ["*"] }));
    if (deployment.tracesWorkflows)
      role.addToPolicy(new iam.PolicyStatement({ actions: TRACING, resources: ["*"] }));
    Validations.of(role).acknowledge({
      id: "AwsSolutions-IAM5[Resource::*]",
      reason:
        "Log delivery and X-Ray know no resources: AWS allows their actions on all or on none.",
    });
  }

  private acknowledgeNoTracing(): void {
    const reason =
      "Correlation ids run through requests, entries and events, and X-Ray is priced by trace.";
    Validations.of(this.machine).acknowledge(
      { id: "AwsSolutions-SF2", reason },
      { id: "Serverless-StepFunctionStateMachineXray", reason },
    );
  }

  private alarm(
    what: "Failed" | "Stuck",
    metric: cloudwatch.Metric,
    { effect, runbook }: WorkflowProps["alarm"],
  ): void {
    new cloudwatch.Alarm(this, `${what}Alarm`, {
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
      alarmDescription: `${effect} See docs/runbook.md#${runbook}`,
    });
  }
}

const EACH_MINUTE = { period: Duration.minutes(1), statistic: "Sum" };

const LOG_DELIVERY = [
  "logs:CreateLogDelivery",
  "logs:DeleteLogDelivery",
  "logs:DescribeLogGroups",
  "logs:DescribeResourcePolicies",
  "logs:GetLogDelivery",
  "logs:ListLogDeliveries",
  "logs:PutResourcePolicy",
  "logs:UpdateLogDelivery",
];
const TRACING = [
  "xray:GetSamplingRules",
  "xray:GetSamplingTargets",
  "xray:PutTelemetryRecords",
  "xray:PutTraceSegments",
];
