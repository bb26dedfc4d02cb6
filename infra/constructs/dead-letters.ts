import { Duration, Validations } from "aws-cdk-lib";
import * as cloudwatch from "aws-cdk-lib/aws-cloudwatch";
import * as sqs from "aws-cdk-lib/aws-sqs";
import type { Construct } from "constructs";
import type { TaskContract } from "../../functions/kit/contract.ts";

/** The queue for what a task could not do, and the alarm that calls a person to it. */
export function deadLetters(scope: Construct, task: TaskContract): sqs.Queue {
  const queue = new sqs.Queue(scope, `${task.id}DeadLetters`, {
    encryption: sqs.QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
  const reason = "It is itself the dead-letter queue, emptied by a person with the runbook.";
  Validations.of(queue).acknowledge(
    { id: "AwsSolutions-SQS3", reason },
    { id: "Serverless-SQSRedrivePolicy", reason },
  );
  new cloudwatch.Alarm(scope, `${task.id}Alarm`, {
    metric: queue.metricApproximateNumberOfMessagesVisible({ period: Duration.minutes(1) }),
    threshold: 1,
    evaluationPeriods: 1,
    comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
    treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    alarmDescription: `${task.alarm.effect} See docs/runbook.md#${task.alarm.runbook}`,
  });
  return queue;
}
