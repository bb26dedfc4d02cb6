import { createHash } from "node:crypto";
import { UnsupportedTemplate } from "../errors.ts";

/** The one account of this machine; the queue emulator knows no other. */
export const ACCOUNT_ID = "000000000000";

/** What every client on this machine signs with; nothing here checks it but the upload front. */
export const LOCAL_CREDENTIALS = { accessKeyId: "local", secretAccessKey: "local" } as const;

/** Where the resources are said to be. */
export interface Place {
  readonly region: string;
  readonly partition: string;
  queueUrl(queueName: string): string;
  /** The URL of the gateway, which serves every HTTP API. */
  readonly apiUrl: string;
}

/** A resource before its properties are resolved. */
export interface Identity {
  /** `<stack>/<logical id>`. */
  readonly id: string;
  readonly logicalId: string;
  readonly type: string;
  readonly name: string;
}

const NAME_PROPERTIES: Readonly<Record<string, string>> = {
  "AWS::ApiGatewayV2::Stage": "StageName",
  "AWS::DynamoDB::GlobalTable": "TableName",
  "AWS::DynamoDB::Table": "TableName",
  "AWS::Events::EventBus": "Name",
  "AWS::Events::Rule": "Name",
  "AWS::IAM::Role": "RoleName",
  "AWS::KMS::Alias": "AliasName",
  "AWS::Lambda::Function": "FunctionName",
  "AWS::Logs::LogGroup": "LogGroupName",
  "AWS::S3::Bucket": "BucketName",
  "AWS::SNS::Topic": "TopicName",
  "AWS::SQS::Queue": "QueueName",
  "AWS::Scheduler::Schedule": "Name",
  "AWS::StepFunctions::StateMachine": "StateMachineName",
};

/** Which property of the template holds the physical name of a resource, where it has one. */
export const namePropertyOf = (type: string): string | undefined => NAME_PROPERTIES[type];

const MAX_NAME_LENGTH: Readonly<Record<string, number>> = {
  "AWS::Lambda::Function": 64,
  "AWS::S3::Bucket": 63,
  "AWS::SQS::Queue": 75,
  "AWS::StepFunctions::StateMachine": 80,
};

const digest = (text: string) => createHash("sha256").update(text).digest("hex");

/** A name made up of stack and logical id, as CloudFormation does, cut to what the service allows. */
export function generatedName(stack: string, logicalId: string, type: string): string {
  const whole = `${stack}-${logicalId}`;
  if (type === "AWS::KMS::Key") {
    const hex = digest(whole);
    return [0, 8, 12, 16, 20]
      .map((start, index) => hex.slice(start, [8, 12, 16, 20, 32][index]))
      .join("-");
  }
  const limit = MAX_NAME_LENGTH[type] ?? 128;
  const fitting =
    whole.length <= limit ? whole : `${whole.slice(0, limit - 9)}-${digest(whole).slice(0, 8)}`;
  return type === "AWS::S3::Bucket" ? fitting.toLowerCase() : fitting;
}

export function arnOf({ type, name, id }: Identity, { partition, region }: Place): string {
  const arn = (service: string, resource: string) =>
    `arn:${partition}:${service}:${region}:${ACCOUNT_ID}:${resource}`;
  switch (type) {
    case "AWS::DynamoDB::GlobalTable":
    case "AWS::DynamoDB::Table":
      return arn("dynamodb", `table/${name}`);
    case "AWS::Events::EventBus":
      return arn("events", `event-bus/${name}`);
    case "AWS::Events::Rule":
      return arn("events", `rule/${name}`);
    case "AWS::IAM::Role":
      return `arn:${partition}:iam::${ACCOUNT_ID}:role/${name}`;
    case "AWS::KMS::Alias":
      return arn("kms", name);
    case "AWS::KMS::Key":
      return arn("kms", `key/${name}`);
    case "AWS::Lambda::Function":
      return arn("lambda", `function:${name}`);
    case "AWS::Logs::LogGroup":
      return arn("logs", `log-group:${name}:*`);
    case "AWS::S3::Bucket":
      return `arn:${partition}:s3:::${name}`;
    case "AWS::SNS::Topic":
      return arn("sns", name);
    case "AWS::SQS::Queue":
      return arn("sqs", name);
    case "AWS::Scheduler::Schedule":
      return arn("scheduler", `schedule/default/${name}`);
    case "AWS::StepFunctions::StateMachine":
      return arn("states", `stateMachine:${name}`);
    default:
      return arn("local", id);
  }
}

const REF_IS_ARN: ReadonlySet<string> = new Set([
  "AWS::SNS::Topic",
  "AWS::IAM::ManagedPolicy",
  "AWS::StepFunctions::StateMachine",
]);

/** What `Ref` gives: the URL of a queue, the ARN of a topic, the name of most. */
export const refOf = (identity: Identity, place: Place): string =>
  identity.type === "AWS::SQS::Queue"
    ? place.queueUrl(identity.name)
    : REF_IS_ARN.has(identity.type)
      ? arnOf(identity, place)
      : identity.name;

/** What `Fn::GetAtt` gives. @throws UnsupportedTemplate on an attribute that is not known */
export function attributeOf(identity: Identity, attribute: string, place: Place): string {
  const { type, name } = identity;
  if (attribute === "Arn" || attribute === "TopicArn") return arnOf(identity, place);
  const known = `${type}.${attribute}`;
  switch (known) {
    case "AWS::DynamoDB::GlobalTable.StreamArn":
    case "AWS::DynamoDB::Table.StreamArn":
      return `${arnOf(identity, place)}/stream/local`;
    case "AWS::SQS::Queue.QueueUrl":
      return place.queueUrl(name);
    case "AWS::ApiGatewayV2::Api.ApiEndpoint":
      return place.apiUrl;
    case "AWS::S3::Bucket.DomainName":
    case "AWS::S3::Bucket.RegionalDomainName":
      return `${name}.s3.${place.region}.amazonaws.com`;
    case "AWS::SQS::Queue.QueueName":
    case "AWS::SNS::Topic.TopicName":
    case "AWS::Events::EventBus.Name":
    case "AWS::KMS::Key.KeyId":
    case "AWS::ApiGatewayV2::Api.ApiId":
    case "AWS::ApiGatewayV2::Authorizer.AuthorizerId":
    case "AWS::IAM::Role.RoleId":
    case "AWS::StepFunctions::StateMachine.Name":
      return name;
    default:
      throw new UnsupportedTemplate(
        `Fn::GetAtt ${identity.id}.${attribute}: this attribute of ${type} is not known here`,
      );
  }
}
