import { App, Duration, Stack } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as events from "aws-cdk-lib/aws-events";
import * as targets from "aws-cdk-lib/aws-events-targets";
import * as lambda from "aws-cdk-lib/aws-lambda";
import * as destinations from "aws-cdk-lib/aws-lambda-destinations";
import * as sources from "aws-cdk-lib/aws-lambda-event-sources";
import * as sqs from "aws-cdk-lib/aws-sqs";
import { addWorkflow } from "./workflow-app.ts";

/**
 * Synthesises a program that uses each moving part of the local engine once, in two stacks.
 * @param bundleFolder holds `index.mjs` with the handlers
 */
export function synthesiseEngineApp(bundleFolder: string, outdir: string): void {
  const app = new App({ outdir, analyticsReporting: false });
  const data = new Stack(app, "Data");
  const table = new dynamodb.TableV2(data, "Table", {
    partitionKey: { name: "pk", type: dynamodb.AttributeType.STRING },
    sortKey: { name: "sk", type: dynamodb.AttributeType.STRING },
    dynamoStream: dynamodb.StreamViewType.NEW_AND_OLD_IMAGES,
  });
  const bus = new events.EventBus(data, "Bus");
  const deadLetters = new sqs.Queue(data, "DeadLetters");

  const service = new Stack(app, "Service");
  const labels = new sqs.Queue(service, "Labels", {
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: 2 },
    visibilityTimeout: Duration.seconds(30),
  });
  const define = (name: string, settings: Partial<lambda.FunctionProps> = {}) => {
    const defined = new lambda.Function(service, name, {
      functionName: name,
      runtime: lambda.Runtime.NODEJS_24_X,
      code: lambda.Code.fromAsset(bundleFolder),
      handler: `index.${name}`,
      timeout: Duration.seconds(10),
      environment: {
        TABLE_NAME: table.tableName,
        BUS_NAME: bus.eventBusName,
        QUEUE_URL: labels.queueUrl,
      },
      ...settings,
    });
    table.grantReadWriteData(defined);
    return defined;
  };

  for (const name of ["write", "read", "enqueue", "leave"]) define(name);
  define("neverEnds", { timeout: Duration.seconds(1) });
  const isOrder = {
    pattern: JSON.stringify({
      eventName: ["INSERT"],
      dynamodb: { NewImage: { sk: { S: ["ordered"] } } },
    }),
  };
  const relay = define("relay");
  table.grantStreamRead(relay);
  relay.addEventSourceMapping("Orders", {
    eventSourceArn: table.tableStreamArn ?? "",
    startingPosition: lambda.StartingPosition.TRIM_HORIZON,
    filters: [isOrder],
    retryAttempts: 3,
    onFailure: new sources.SqsDlq(deadLetters),
  });
  const fulfil = define("fulfil", {
    onFailure: new destinations.SqsDestination(deadLetters),
    retryAttempts: 1,
  });
  new events.Rule(service, "Ordered", {
    eventBus: bus,
    eventPattern: { source: ["engine"], detailType: ["ordered"] },
    targets: [
      new targets.LambdaFunction(fulfil),
      new targets.SqsQueue(labels, {
        message: events.RuleTargetInput.fromEventPath("$.detail.id"),
      }),
    ],
  });
  define("label").addEventSource(
    new sources.SqsEventSource(labels, { reportBatchItemFailures: true }),
  );
  new events.Rule(service, "EveryDay", {
    schedule: events.Schedule.cron({ hour: "17", minute: "0" }),
    targets: [new targets.LambdaFunction(define("closeDay"))],
  });
  addWorkflow(service, bus, define);
  app.synth();
}
