import { App } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { beforeAll, describe, expect, it } from "vitest";
import { tasks, useCases } from "../../functions/contracts.ts";
import {
  type Deployment,
  deploymentNamed,
  refuseTestHostsInProduction,
} from "../../infra/config.ts";
import { DataStack } from "../../infra/stacks/data-stack.ts";
import { type DeployedFunction, functionsOf } from "../support/functions-of.ts";
import { type Synthesised, synthesised } from "../support/synthesised.ts";

let deployment: Synthesised;
let functions: readonly DeployedFunction[];

beforeAll(async () => {
  deployment = await synthesised("example");
  functions = functionsOf(deployment);
});

/** Who may do this with what has a name that begins so. */
const holdersOf = (action: string, name: string): readonly string[] =>
  functions
    .filter(({ statements }) =>
      statements.some(
        ({ Action, Resource }) =>
          Action.includes(action) &&
          Resource.some((one) => deployment.targetOf(one).startsWith(name)),
      ),
    )
    .map(({ id }) => id);

describe("the function that posts to strangers", () => {
  it("may take what it has to post, say what became of it, and write its log: nothing else", () => {
    const statements = functions.find(({ id }) => id === "postWebhook")?.statements ?? [];
    expect(statements.flatMap(({ Action }) => Action).toSorted()).toEqual([
      "logs:CreateLogStream",
      "logs:PutLogEvents",
      "sqs:DeleteMessage",
      "sqs:GetQueueAttributes",
      "sqs:ReceiveMessage",
      "sqs:SendMessage",
    ]);
  });

  it("is joined by none but the one that knocks before anything is written", () => {
    const posting = [...useCases, ...tasks].filter(({ touches }) => touches.webhooks === true);
    expect(posting.map(({ id }) => id)).toEqual(["subscribeAlerts", "postWebhook"]);
  });

  it("leaves the one that knocks time to say that nobody answered", () => {
    const knocking = functions.find(({ id }) => id === "subscribeAlerts");
    expect(Number(knocking?.resource.Properties["Timeout"])).toBeGreaterThan(16);
  });

  it("knows hosts for rehearsals in no deployment that is in production", () => {
    const hosts = { webhookTestHosts: ["127.0.0.1:4080"] };
    const real: Deployment = { ...deploymentNamed("example-cn"), ...hosts };
    expect(() => refuseTestHostsInProduction(real)).toThrow(/may not post to 127\.0\.0\.1:4080/);
    expect(() => refuseTestHostsInProduction({ ...real, production: false })).not.toThrow();
  });
});

describe("the topic for agencies", () => {
  it("is published on by one function, which alone may use its key", () => {
    expect(holdersOf("sns:Publish", "AlertTopic")).toEqual(["publishAlerts"]);
    for (const action of ["kms:GenerateDataKey", "kms:Decrypt"])
      expect(holdersOf(action, "AlertTopicKey")).toEqual(["publishAlerts"]);
  });

  const topicFor = (agencyAccounts: readonly string[]) => {
    const named: Deployment = { ...deploymentNamed("example"), agencyAccounts };
    const props = { env: { region: named.region }, deployment: named };
    return Template.fromStack(new DataStack(new App(), "data", props));
  };
  const subscribing = Match.objectLike({ Action: "sns:Subscribe" });

  it("is encrypted, refuses what comes in clear, and lets agencies subscribe queues alone", () => {
    const template = topicFor(["111122223333"]);
    template.hasResourceProperties("AWS::SNS::Topic", { KmsMasterKeyId: Match.anyValue() });
    template.hasResourceProperties("AWS::SNS::TopicPolicy", {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: "Deny",
            Action: "sns:Publish",
            Condition: { Bool: { "aws:SecureTransport": "false" } },
          }),
          Match.objectLike({
            Action: "sns:Subscribe",
            Effect: "Allow",
            Condition: { StringEquals: { "sns:Protocol": "sqs" } },
          }),
        ]),
      },
    });
  });

  it("lets nobody subscribe where no agency is named", () => {
    const policies = topicFor([]).findResources("AWS::SNS::TopicPolicy", {
      Properties: { PolicyDocument: { Statement: Match.arrayWith([subscribing]) } },
    });
    expect(policies).toEqual({});
  });
});
