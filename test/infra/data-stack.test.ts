import { App } from "aws-cdk-lib";
import { Match, Template } from "aws-cdk-lib/assertions";
import { describe, expect, it } from "vitest";
import { INDEXES } from "../../adapters/table/table.ts";
import { type Deployment, deploymentNamed } from "../../infra/config.ts";
import { DataStack } from "../../infra/stacks/data-stack.ts";

const dataOf = (change: Partial<Deployment> = {}) => {
  const deployment: Deployment = { ...deploymentNamed("example"), ...change };
  const stack = new DataStack(new App(), "data", {
    env: { region: deployment.region },
    deployment,
  });
  return { stack, template: Template.fromStack(stack) };
};

const kept = dataOf({ keepData: true });
const passing = dataOf({ keepData: false });

const KEPT_TYPES = ["AWS::DynamoDB::GlobalTable", "AWS::KMS::Key", "AWS::S3::Bucket"];

describe("where data must outlive its stack", () => {
  it.each(KEPT_TYPES)("every %s is retained, whatever becomes of the stack", (type) => {
    const resources = Object.values(kept.template.findResources(type));
    expect(resources.length).toBeGreaterThan(0);
    for (const resource of resources) {
      expect(resource["DeletionPolicy"]).toBe("Retain");
      expect(resource["UpdateReplacePolicy"]).toBe("Retain");
    }
  });

  it("the stack and the table are protected from deletion", () => {
    expect(kept.stack.terminationProtection).toBe(true);
    kept.template.hasResourceProperties("AWS::DynamoDB::GlobalTable", {
      Replicas: [Match.objectLike({ DeletionProtectionEnabled: true })],
    });
  });

  it("uploads keep their former versions", () => {
    kept.template.hasResourceProperties("AWS::S3::Bucket", {
      VersioningConfiguration: { Status: "Enabled" },
    });
  });
});

describe("where data passes with its stack", () => {
  it.each(KEPT_TYPES)("every %s goes with it", (type) => {
    for (const resource of Object.values(passing.template.findResources(type)))
      expect(resource["DeletionPolicy"]).toBe("Delete");
    expect(passing.stack.terminationProtection).toBe(false);
  });
});

describe.each([
  { what: "a deployment that keeps its data", template: kept.template },
  { what: "one that does not", template: passing.template },
])("the table of $what", ({ template }) => {
  it("can be brought back to any second of the last weeks", () => {
    template.hasResourceProperties("AWS::DynamoDB::GlobalTable", {
      Replicas: [
        Match.objectLike({
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        }),
      ],
    });
  });

  it("streams what was written, forgets what has expired, and is encrypted", () => {
    template.hasResourceProperties("AWS::DynamoDB::GlobalTable", {
      StreamSpecification: { StreamViewType: "NEW_IMAGE" },
      TimeToLiveSpecification: { AttributeName: "expiresAtEpochSeconds", Enabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: "KMS" },
      BillingMode: "PAY_PER_REQUEST",
    });
  });

  it("has the indexes that the table port asks for, with keys and types only", () => {
    template.hasResourceProperties("AWS::DynamoDB::GlobalTable", {
      KeySchema: [
        { AttributeName: "pk", KeyType: "HASH" },
        { AttributeName: "sk", KeyType: "RANGE" },
      ],
      GlobalSecondaryIndexes: Object.entries(INDEXES).map(([name, index]) => ({
        IndexName: name,
        KeySchema: [
          { AttributeName: index.pk, KeyType: "HASH" },
          { AttributeName: index.sk, KeyType: "RANGE" },
        ],
        Projection: { ProjectionType: "INCLUDE", NonKeyAttributes: ["type"] },
      })),
    });
  });

  it("stands beside buckets that nobody outside can open", () => {
    const open = { BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true };
    template.allResourcesProperties("AWS::S3::Bucket", {
      PublicAccessBlockConfiguration: { ...open, RestrictPublicBuckets: true },
      BucketEncryption: Match.anyValue(),
    });
  });

  it("stands beside a key for each purpose, so that grants can differ", () => {
    template.resourcePropertiesCountIs("AWS::KMS::Key", { EnableKeyRotation: true }, 2);
    template.resourcePropertiesCountIs("AWS::KMS::Key", { KeySpec: "HMAC_256" }, 2);
    template.resourcePropertiesCountIs(
      "AWS::KMS::Key",
      { KeySpec: "ECC_NIST_EDWARDS25519", KeyUsage: "SIGN_VERIFY" },
      1,
    );
  });
});
