import { Duration, RemovalPolicy, Validations } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as lambda from "aws-cdk-lib/aws-lambda";
import type * as sqs from "aws-cdk-lib/aws-sqs";
import { SqsDestination } from "aws-cdk-lib/aws-lambda-destinations";
import * as logs from "aws-cdk-lib/aws-logs";
import { Construct } from "constructs";
import { bundleFolder } from "../../functions/kit/contract.ts";
import type { Deployment } from "../config.ts";
import { type Grants, mergeEnvironments } from "./grants.ts";

interface PlatformFunctionProps {
  readonly contract: { readonly id: string; readonly capability: string };
  readonly description: string;
  readonly deployment: Deployment;
  readonly grants: readonly Grants[];
  /** Where Lambda puts an event whose function failed three times; none for functions called directly. */
  readonly deadLetterQueue?: sqs.IQueue;
  readonly timeoutSeconds?: number;
  readonly memoryMb?: number;
}

/** The one way a function is made: architecture, log retention, time limit, and a role of its own. */
export class PlatformFunction extends Construct {
  readonly function: lambda.Function;
  readonly role: iam.Role;

  constructor(scope: Construct, id: string, props: PlatformFunctionProps) {
    super(scope, id);
    const logGroup = new logs.LogGroup(this, "Logs", {
      retention: props.deployment.logRetention,
      removalPolicy: props.deployment.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    this.role = new iam.Role(this, "Role", {
      assumedBy: new iam.ServicePrincipal("lambda.amazonaws.com"),
    });
    const statements = [
      new iam.PolicyStatement({
        actions: ["logs:CreateLogStream", "logs:PutLogEvents"],
        resources: [logGroup.logGroupArn],
      }),
      ...props.grants.flatMap((grant) => grant.statements),
    ];
    for (const statement of statements) this.role.addToPolicy(statement);
    for (const known of props.grants.flatMap((grant) => grant.acknowledged ?? []))
      Validations.of(this.role).acknowledge(known);
    this.function = new lambda.Function(this, "Function", {
      description: props.description,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      code: lambda.Code.fromAsset(`dist/${bundleFolder(props.contract)}`),
      handler: "index.handler",
      role: this.role,
      logGroup,
      memorySize: props.memoryMb ?? 512,
      timeout: Duration.seconds(props.timeoutSeconds ?? 10),
      ...(props.deadLetterQueue === undefined
        ? {}
        : { onFailure: new SqsDestination(props.deadLetterQueue), retryAttempts: 2 }),
      environment: mergeEnvironments(props.grants),
    });
    Validations.of(this.function).acknowledge({
      id: "Serverless-LambdaTracing",
      reason:
        "Correlation and causation ids run through requests, entries and events; the tracer would add 121 KB and 15 ms to each cold start.",
    });
    Validations.of(this.function).acknowledge({
      id: "Serverless-LambdaDLQ",
      reason:
        props.deadLetterQueue === undefined
          ? "Called by the gateway or a workflow, which see the error, or by a stream with its own destination."
          : "Its failure destination is that queue, and tells the cause as well.",
    });
  }
}
