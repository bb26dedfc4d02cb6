import { ArnFormat, Stack } from "aws-cdk-lib";
import * as iam from "aws-cdk-lib/aws-iam";
import * as z from "zod";
import {
  RECORD_CLASS_IN_CONTEXT,
  type RecordClass,
} from "../../adapters/personal/record-classes.ts";
import { type KeyPrefix, PREFIX } from "../../adapters/table/key-names.ts";
import type { Machine, Touches, UploadAccess } from "../../functions/kit/contract.ts";
import type { EnvironmentName } from "../../functions/kit/environment.ts";
import type { DataStack } from "../stacks/data-stack.ts";
import type { Deployment } from "../config.ts";

type EnvironmentValues = Partial<Record<EnvironmentName, string>>;

/** What a contract's touches come to: the statements of its role and the names in its environment. */
export interface Grants {
  readonly statements: readonly iam.PolicyStatement[];
  readonly environment: EnvironmentValues;
  /** Rules of cdk-nag that the statements break on purpose, and why. */
  readonly acknowledged?: readonly { readonly id: string; readonly reason: string }[];
}

/** All names of all grants; a name means the same wherever it is set. */
export const mergeEnvironments = (grants: readonly Grants[]): Record<string, string> =>
  Object.fromEntries(grants.flatMap((grant) => Object.entries(grant.environment)));

const READ = ["dynamodb:GetItem", "dynamodb:BatchGetItem", "dynamodb:Query"];
const CHECK = ["dynamodb:ConditionCheckItem"];
const WRITE = ["dynamodb:PutItem", "dynamodb:UpdateItem", "dynamodb:DeleteItem", ...CHECK];

/** Turns what a function touches into exactly that: partitions by their leading keys, keys, bucket. */
export function grantsOf(touches: Touches, data: DataStack, deployment: Deployment): Grants {
  const { personal = [] } = touches;
  const all: Grants[] = [
    tableGrants(touches, data),
    ...(personal.length === 0 ? [] : [personalGrants(personal, data)]),
    ...(touches.personalIndex === true
      ? [macGrants(data.indexMacKey.keyArn, "INDEX_MAC_KEY_ID")]
      : []),
    ...[touches.uploads ?? []].flat().map((one) => uploadGrants(one, data)),
    ...(touches.workflow === undefined ? [] : [workflowGrants(touches.workflow, data, deployment)]),
    ...(touches.bank === true ? [bankGrants(data, deployment)] : []),
    ...(touches.gateway === true ? [gatewayGrants(data, deployment)] : []),
    ...(touches.webhooks === true ? [webhookGrants(deployment)] : []),
    ...(touches.topic === true ? [topicGrants(data)] : []),
  ];
  return {
    statements: all.flatMap((grant) => grant.statements),
    environment: mergeEnvironments(all),
    acknowledged: all.flatMap((grant) => grant.acknowledged ?? []),
  };
}

function tableGrants(touches: Touches, data: DataStack): Grants {
  const { personal = [], checks = [] } = touches;
  const writes = [...(touches.writes ?? []), ...dataKeysMade(touches)];
  const dataKeys: KeyPrefix[] = personal.length > 0 ? ["dataKey"] : [];
  const reads = [...new Set([...(touches.reads ?? []), ...dataKeys, ...writes])];
  const { tableArn } = data.table;
  const indexes = ["gsi1", "gsi2", "due"].map((index) => `${tableArn}/index/${index}`);
  return {
    statements: [
      ...(reads.length === 0 ? [] : [onPartitions(READ, [tableArn, ...indexes], reads, personal)]),
      ...(writes.length === 0 ? [] : [onPartitions(WRITE, [tableArn], writes, personal)]),
      ...(checks.length === 0 ? [] : [onPartitions(CHECK, [tableArn], checks, personal)]),
    ],
    environment: { TABLE_NAME: data.table.tableName },
  };
}

/** Who writes personal fields may be the first of a month, and then makes its data key. */
const dataKeysMade = ({ personal = [], writes }: Touches): KeyPrefix[] =>
  personal.length > 0 && writes?.includes("personal") === true ? ["dataKey"] : [];

/** All partitions of a kind of thing; of personal fields and their data keys, those of the classes alone. */
function partitionsOf(prefix: KeyPrefix, classes: readonly RecordClass[]): readonly string[] {
  if (prefix === "personal") return classes.map((one) => `${PREFIX.personal}#${one}#*`);
  // Without a star: the data keys of `dispute` are not those of `dispute-finding`.
  if (prefix === "dataKey") return classes.map((one) => `${PREFIX.dataKey}#${one}`);
  return [`${PREFIX[prefix]}#*`];
}

const onPartitions = (
  actions: string[],
  resources: string[],
  prefixes: readonly KeyPrefix[],
  classes: readonly RecordClass[],
): iam.PolicyStatement =>
  new iam.PolicyStatement({
    actions,
    resources,
    conditions: {
      "ForAllValues:StringLike": {
        "dynamodb:LeadingKeys": prefixes.flatMap((prefix) => partitionsOf(prefix, classes)),
      },
    },
  });

export const macGrants = (keyArn: string, name: EnvironmentName): Grants => ({
  statements: [new iam.PolicyStatement({ actions: ["kms:GenerateMac"], resources: [keyArn] })],
  environment: { [name]: keyArn },
});

/** KMS unwraps a data key only for the class that it was made for, whatever else the caller can read. */
const personalGrants = (classes: readonly RecordClass[], data: DataStack): Grants => ({
  statements: [
    new iam.PolicyStatement({
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      resources: [data.personalKey.keyArn],
      conditions: {
        StringEquals: { [`kms:EncryptionContext:${RECORD_CLASS_IN_CONTEXT}`]: [...classes] },
      },
    }),
  ],
  environment: { PERSONAL_KEY_ID: data.personalKey.keyArn },
});

const Import = z.object({ "Fn::ImportValue": z.string() });

/** The name under which the bucket's ARN reaches other stacks: cdk-nag speaks of it by that name. */
const exportNameOf = (data: DataStack): string =>
  Import.parse(data.resolve(data.exportValue(data.uploads.bucketArn)))["Fn::ImportValue"];

const uploadGrants = ({ access, keyPrefix }: UploadAccess, data: DataStack): Grants => ({
  statements: [
    new iam.PolicyStatement({
      actions: [access === "read" ? "s3:GetObject" : "s3:PutObject"],
      resources: [data.uploads.arnForObjects(`${keyPrefix}*`)],
    }),
  ],
  environment: { UPLOADS_BUCKET: data.uploads.bucketName },
  acknowledged: [
    {
      id: `AwsSolutions-IAM5[Resource::${exportNameOf(data)}/${keyPrefix}*]`,
      reason: "Each upload has a key of its own, made from its job; all lie below this one prefix.",
    },
  ],
});

const WORKFLOW_ARNS = {
  complaint: "COMPLAINT_WORKFLOW_ARN",
  refund: "REFUND_WORKFLOW_ARN",
} as const satisfies Record<Machine, EnvironmentName>;

/** By its name, for the machine calls functions that answer it, and both would wait for each other. */
function workflowGrants(machine: Machine, data: DataStack, deployment: Deployment): Grants {
  const arn = Stack.of(data).formatArn({
    service: "states",
    resource: "stateMachine",
    resourceName: `xiaowai-${deployment.name}-${machine}`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
  return {
    statements: [
      new iam.PolicyStatement({
        actions: ["states:StartExecution", "states:SendTaskSuccess"],
        resources: [arn],
      }),
    ],
    environment: { [WORKFLOW_ARNS[machine]]: arn },
  };
}

const bankGrants = (data: DataStack, deployment: Deployment): Grants =>
  signing(data, deployment, { BANK_URLS: JSON.stringify(deployment.banks) });

const gatewayGrants = (data: DataStack, deployment: Deployment): Grants =>
  signing(data, deployment, { GATEWAY_URL: deployment.gatewayUrl });

/** Signs requests with the platform's key, to the addresses given. */
const signing = (
  data: DataStack,
  deployment: Deployment,
  addresses: EnvironmentValues,
): Grants => ({
  statements: [
    new iam.PolicyStatement({ actions: ["kms:Sign"], resources: [data.signingKey.keyArn] }),
  ],
  environment: {
    ...addresses,
    SIGNING_KEY_ID: data.signingKey.keyArn,
    SIGNING_KEY_NAME: deployment.signingKeyName,
  },
});

/** Posting needs no permission of AWS: what is given is the list of hosts that a rehearsal may post to. */
const webhookGrants = ({ webhookTestHosts }: Deployment): Grants => ({
  statements: [],
  environment: { WEBHOOK_TEST_HOSTS: webhookTestHosts.join(",") },
});

/** A message is encrypted with the topic's key, which the publisher asks for a data key. */
const topicGrants = ({ alertTopic, alertTopicKey }: DataStack): Grants => ({
  statements: [
    new iam.PolicyStatement({ actions: ["sns:Publish"], resources: [alertTopic.topicArn] }),
    new iam.PolicyStatement({
      actions: ["kms:GenerateDataKey", "kms:Decrypt"],
      resources: [alertTopicKey.keyArn],
    }),
  ],
  environment: { ALERT_TOPIC_ARN: alertTopic.topicArn },
});
