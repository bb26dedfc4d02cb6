import { UnsupportedTemplate } from "../errors.ts";

/** What this runtime runs: each of these behaves as it does on AWS, as far as `docs` of each module say. */
const RUN: ReadonlySet<string> = new Set([
  "AWS::ApiGatewayV2::Api",
  "AWS::ApiGatewayV2::Authorizer",
  "AWS::ApiGatewayV2::Integration",
  "AWS::ApiGatewayV2::Route",
  "AWS::ApiGatewayV2::Stage",
  "AWS::DynamoDB::GlobalTable",
  "AWS::DynamoDB::Table",
  "AWS::Events::EventBus",
  "AWS::Events::Rule",
  "AWS::KMS::Alias",
  "AWS::KMS::Key",
  "AWS::Lambda::EventInvokeConfig",
  "AWS::Lambda::EventSourceMapping",
  "AWS::Lambda::Function",
  "AWS::S3::Bucket",
  "AWS::SNS::Topic",
  "AWS::SQS::Queue",
  "AWS::Scheduler::Schedule",
  "AWS::StepFunctions::StateMachine",
]);

/** What has no effect on one machine: permissions, watching, names and certificates, copies. */
const INERT: ReadonlySet<string> = new Set([
  "AWS::ApiGatewayV2::ApiMapping",
  "AWS::ApiGatewayV2::DomainName",
  "AWS::ApplicationAutoScaling::ScalableTarget",
  "AWS::ApplicationAutoScaling::ScalingPolicy",
  "AWS::Backup::BackupPlan",
  "AWS::Backup::BackupSelection",
  "AWS::Backup::BackupVault",
  "AWS::CDK::Metadata",
  "AWS::CertificateManager::Certificate",
  "AWS::CloudWatch::Alarm",
  "AWS::CloudWatch::AnomalyDetector",
  "AWS::CloudWatch::CompositeAlarm",
  "AWS::CloudWatch::Dashboard",
  "AWS::Events::Archive",
  "AWS::Events::EventBusPolicy",
  "AWS::IAM::ManagedPolicy",
  "AWS::IAM::Policy",
  "AWS::IAM::Role",
  "AWS::Lambda::Permission",
  "AWS::Logs::LogGroup",
  "AWS::Logs::MetricFilter",
  "AWS::Logs::QueryDefinition",
  "AWS::Logs::ResourcePolicy",
  "AWS::Route53::RecordSet",
  "AWS::S3::BucketPolicy",
  "AWS::SNS::Subscription",
  "AWS::SNS::TopicPolicy",
  "AWS::SQS::QueuePolicy",
  "AWS::Scheduler::ScheduleGroup",
  "AWS::WAFv2::WebACL",
  "AWS::WAFv2::WebACLAssociation",
]);

/** A resource as far as its kind matters. */
export interface TypedResource {
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
}

/** @returns what becomes of a resource type; the third list is everything else */
export const treatmentOf = (type: string): "run" | "inert" | "refused" =>
  RUN.has(type) ? "run" : INERT.has(type) ? "inert" : "refused";

/** @throws UnsupportedTemplate that names every resource which this runtime neither runs nor may leave out */
export function refuseUnknown(resources: readonly TypedResource[]): void {
  const refused = resources.filter(({ type }) => treatmentOf(type) === "refused");
  if (refused.length === 0) return;
  const lines = refused.map(
    ({ stack, logicalId, type }) => `  stack ${stack}, resource ${logicalId}: ${type}`,
  );
  throw new UnsupportedTemplate(
    [
      `The templates hold ${refused.length} resource(s) of types that the local runtime does not run:`,
      ...lines,
      "Add the type to local/assembly/resource-types.ts: as run, with the code that runs it, or as inert, " +
        "if leaving it out changes nothing that a caller can see.",
    ].join("\n"),
  );
}

export interface Description {
  readonly run: Readonly<Record<string, number>>;
  readonly inert: Readonly<Record<string, number>>;
}

/** Counts of resources by type, for the lines printed at start. */
export function describe(resources: readonly TypedResource[]): Description {
  const count = (treatment: "run" | "inert") => {
    const counts: Record<string, number> = {};
    for (const { type } of resources) {
      if (treatmentOf(type) === treatment) counts[type] = (counts[type] ?? 0) + 1;
    }
    return Object.fromEntries(Object.entries(counts).sort(([a], [b]) => a.localeCompare(b)));
  };
  return { run: count("run"), inert: count("inert") };
}
