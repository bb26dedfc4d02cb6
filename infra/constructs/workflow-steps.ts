import { Duration } from "aws-cdk-lib";
import type * as lambda from "aws-cdk-lib/aws-lambda";
import * as sfn from "aws-cdk-lib/aws-stepfunctions";
import * as tasks from "aws-cdk-lib/aws-stepfunctions-tasks";
import type { Construct } from "constructs";

type Fields = Readonly<Record<string, unknown>>;

/**
 * The steps of a workflow that are functions. Each is told the name of its execution, on whose behalf it acts; its
 * words come to lie at one path.
 * @param about what every step is told besides
 * @param resultPath where the words of a step come to lie
 */
export function workflowSteps(scope: Construct, about: Fields, resultPath: string) {
  const told = { execution: sfn.JsonPath.stringAt("$$.Execution.Name"), ...about };

  return {
    /** @param final errors that trying again does not mend */
    call: (
      stateName: string,
      lambdaFunction: lambda.IFunction,
      final: string[] = [],
    ): tasks.LambdaInvoke =>
      retried(
        new tasks.LambdaInvoke(scope, stateName, {
          stateName,
          lambdaFunction,
          payload: sfn.TaskInput.fromObject(told),
          payloadResponseOnly: true,
          retryOnServiceExceptions: false,
          resultPath,
        }),
        final,
      ),

    /** Waits until the token that the function is given is answered. */
    waitFor: (
      stateName: string,
      lambdaFunction: lambda.IFunction,
      more: Fields,
    ): tasks.LambdaInvoke =>
      retried(
        new tasks.LambdaInvoke(scope, stateName, {
          stateName,
          lambdaFunction,
          integrationPattern: sfn.IntegrationPattern.WAIT_FOR_TASK_TOKEN,
          payload: sfn.TaskInput.fromObject({
            ...told,
            ...more,
            token: sfn.JsonPath.taskToken,
          }),
          retryOnServiceExceptions: false,
          resultPath,
        }),
        [],
      ),
  };
}

/** What goes wrong passes mostly: the store, a head that somebody else has just changed. */
function retried(task: tasks.LambdaInvoke, final: string[]): tasks.LambdaInvoke {
  if (final.length > 0) task.addRetry({ errors: final, maxAttempts: 0 });
  task.addRetry({
    errors: [sfn.Errors.TASKS_FAILED],
    interval: Duration.seconds(5),
    maxAttempts: 8,
    backoffRate: 3,
    jitterStrategy: sfn.JitterType.FULL,
  });
  return task;
}
