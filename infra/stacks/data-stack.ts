import { RemovalPolicy, Stack, type StackProps, Tags } from "aws-cdk-lib";
import * as dynamodb from "aws-cdk-lib/aws-dynamodb";
import * as iam from "aws-cdk-lib/aws-iam";
import * as events from "aws-cdk-lib/aws-events";
import * as kms from "aws-cdk-lib/aws-kms";
import * as s3 from "aws-cdk-lib/aws-s3";
import type * as sns from "aws-cdk-lib/aws-sns";
import { Duration } from "aws-cdk-lib";
import type { Construct } from "constructs";
import { INDEXES } from "../../adapters/table/table.ts";
import type { Deployment } from "../config.ts";
import { alertTopicKey, alertTopic } from "../constructs/alert-topic.ts";

interface DataStackProps extends StackProps {
  readonly deployment: Deployment;
}

/** What must outlive every release: the table, the keys, the bucket for uploads, the bus. */
export class DataStack extends Stack {
  readonly table: dynamodb.TableV2;
  /** Encrypts the data keys of personal fields. Money and lesson functions have no grant on it. */
  readonly personalKey: kms.Key;
  /** Finds records by personal values; different from the key of requests, so that grants differ. */
  readonly indexMacKey: kms.Key;
  /** Authenticates idempotency records and cursors. */
  readonly requestMacKey: kms.Key;
  /** Signs what the platform asks of banks; its private half never leaves KMS. */
  readonly signingKey: kms.Key;
  readonly uploads: s3.Bucket;
  readonly bus: events.EventBus;
  /** On which alerts are published for agencies, and the key of what lies on it. */
  readonly alertTopic: sns.Topic;
  readonly alertTopicKey: kms.Key;

  constructor(scope: Construct, id: string, { deployment, ...props }: DataStackProps) {
    super(scope, id, { ...props, terminationProtection: deployment.keepData });
    const removalPolicy = deployment.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;

    this.table = new dynamodb.TableV2(this, "Table", {
      partitionKey: string("pk"),
      sortKey: string("sk"),
      globalSecondaryIndexes: Object.entries(INDEXES).map(([indexName, index]) => ({
        indexName,
        partitionKey: string(index.pk),
        sortKey: string(index.sk),
        // Keys and the kind of thing: no attribute that a money command changes.
        projectionType: dynamodb.ProjectionType.INCLUDE,
        nonKeyAttributes: ["type"],
      })),
      dynamoStream: dynamodb.StreamViewType.NEW_IMAGE,
      timeToLiveAttribute: "expiresAtEpochSeconds",
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      encryption: dynamodb.TableEncryptionV2.awsManagedKey(),
      deletionProtection: deployment.keepData,
      removalPolicy,
    });

    this.personalKey = new kms.Key(this, "PersonalKey", {
      description: "Xiaowai: wraps the data keys of personal fields",
      enableKeyRotation: true,
      removalPolicy,
    });
    this.indexMacKey = this.macKey(
      "IndexMacKey",
      "finds records by personal values",
      removalPolicy,
    );
    this.requestMacKey = this.macKey("RequestMacKey", "idempotency and cursors", removalPolicy);
    this.signingKey = new kms.Key(this, "SigningKey", {
      description: "Xiaowai: signs requests to banks (RFC 9421, Ed25519)",
      keySpec: kms.KeySpec.ECC_NIST_EDWARDS25519,
      keyUsage: kms.KeyUsage.SIGN_VERIFY,
      removalPolicy,
    });
    this.uploads = this.uploadsBucket(removalPolicy, deployment.keepData);
    this.bus = new events.EventBus(this, "Bus", { eventBusName: `xiaowai-${deployment.name}` });
    this.alertTopicKey = alertTopicKey(this, deployment, removalPolicy);
    this.alertTopic = alertTopic(this, deployment, this.alertTopicKey);
    Tags.of(this).add("xiaowai:deployment", deployment.name);
  }

  private macKey(id: string, purpose: string, removalPolicy: RemovalPolicy): kms.Key {
    return new kms.Key(this, id, {
      description: `Xiaowai: ${purpose}`,
      keySpec: kms.KeySpec.HMAC_256,
      keyUsage: kms.KeyUsage.GENERATE_VERIFY_MAC,
      removalPolicy,
    });
  }

  private uploadsBucket(removalPolicy: RemovalPolicy, keepData: boolean): s3.Bucket {
    const accessLogs = new s3.Bucket(this, "AccessLogs", {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      objectOwnership: s3.ObjectOwnership.BUCKET_OWNER_ENFORCED,
      lifecycleRules: [{ expiration: Duration.days(400) }],
      removalPolicy,
    });
    const bucket = new s3.Bucket(this, "Uploads", {
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      encryption: s3.BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      versioned: keepData,
      // A list has been read within minutes, and evidence been verified; what they hold of persons must not
      // lie about after that. Verified evidence is kept.
      lifecycleRules: ["imports/", "quarantine/"].map((prefix) => ({
        prefix,
        expiration: Duration.days(7),
        noncurrentVersionExpiration: Duration.days(1),
      })),
      removalPolicy,
    });
    // `eventBridgeEnabled` would bring a custom resource with a function of its own for this one line.
    const plain = bucket.node.defaultChild;
    if (!(plain instanceof s3.CfnBucket)) throw new Error("A bucket is a CfnBucket underneath.");
    plain.addPropertyOverride("NotificationConfiguration.EventBridgeConfiguration", {
      EventBridgeEnabled: true,
    });
    plain.loggingConfiguration = {
      destinationBucketName: accessLogs.bucketName,
      logFilePrefix: "uploads/",
    };
    accessLogs.addToResourcePolicy(
      new iam.PolicyStatement({
        principals: [new iam.ServicePrincipal("logging.s3.amazonaws.com")],
        actions: ["s3:PutObject"],
        resources: [accessLogs.arnForObjects("uploads/*")],
        conditions: { ArnLike: { "aws:SourceArn": bucket.bucketArn } },
      }),
    );
    return bucket;
  }
}

const string = (name: string): dynamodb.Attribute => ({
  name,
  type: dynamodb.AttributeType.STRING,
});
