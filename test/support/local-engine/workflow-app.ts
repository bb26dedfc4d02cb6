import { Duration, type Stack } from "aws-cdk-lib";
import * as events from "aws-cdk-lib/aws-events";
import * as targets from "aws-cdk-lib/aws-events-targets";
import type * as lambda from "aws-cdk-lib/aws-lambda";
import * as sfn from "aws-cdk-lib/aws-stepfunctions";
import * as tasks from "aws-cdk-lib/aws-stepfunctions-tasks";

/** A workflow that an event starts: it asks by a token, waits three days, and calls a function. */
export function addWorkflow(
  stack: Stack,
  eventBus: events.EventBus,
  define: (name: string) => lambda.IFunction,
): void {
  define("giveBack");
  define("agree");
  const ask = new tasks.LambdaInvoke(stack, "Ask", {
    lambdaFunction: define("askBack"),
    integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
    payload: sfn.TaskInput.fromObject({
      id: sfn.JsonPath.stringAt("$.id"),
      taskToken: sfn.JsonPath.taskToken,
    }),
  });
  const wait = new sfn.Wait(stack, "Wait", { time: sfn.WaitTime.duration(Duration.days(3)) });
  const mark = new tasks.LambdaInvoke(stack, "Mark", { lambdaFunction: define("markBack") });
  const machine = new sfn.StateMachine(stack, "GivenBackMachine", {
    definitionBody: sfn.DefinitionBody.fromChainable(ask.next(wait).next(mark)),
  });
  new events.Rule(stack, "GivenBack", {
    eventBus,
    eventPattern: { source: ["engine"], detailType: ["given-back"] },
    targets: [
      new targets.SfnStateMachine(machine, {
        input: events.RuleTargetInput.fromObject({ id: events.EventField.fromPath("$.detail.id") }),
      }),
    ],
  });
}
