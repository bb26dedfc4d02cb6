import { CfnOutput, type RemovalPolicy } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as kms from "aws-cdk-lib/aws-kms";
import * as sns from "aws-cdk-lib/aws-sns";
import type { Construct } from "constructs";
import type { Deployment } from "../config.ts";

/** Encrypts what lies on the topic. An agency's queue is given it in clear: SNS decrypts before it delivers. */
export const alertTopicKey = (
  scope: Construct,
  deployment: Deployment,
  removalPolicy: RemovalPolicy,
): kms.Key =>
  new kms.Key(scope, "AlertTopicKey", {
    description: `Xiaowai ${deployment.name}: encrypts the topic of alerts`,
    enableKeyRotation: true,
    removalPolicy,
  });

/**
 * The topic of alerts. Agencies subscribe queues of their own accounts, with a filter by level, indicator,
 * province, city and county; nobody else may, and nobody but the platform publishes.
 */
export function alertTopic(scope: Construct, deployment: Deployment, key: kms.Key): sns.Topic {
  const topic = new sns.Topic(scope, "AlertTopic", {
    displayName: `Xiaowai ${deployment.name}: risk alerts`,
    masterKey: key,
    enforceSSL: true,
  });
  if (deployment.agencyAccounts.length > 0)
    topic.addToResourcePolicy(
      new iam.PolicyStatement({
        sid: "AgenciesSubscribeTheirQueues",
        principals: deployment.agencyAccounts.map((account) => new iam.AccountPrincipal(account)),
        actions: ["sns:Subscribe"],
        resources: [topic.topicArn],
        conditions: { StringEquals: { "sns:Protocol": "sqs" } },
      }),
    );
  new CfnOutput(scope, "AlertTopicArn", { value: topic.topicArn });
  return topic;
}
