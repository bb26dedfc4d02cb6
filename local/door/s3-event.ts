import { randomBytes } from "node:crypto";
import * as z from "zod";
import type { Assembly, Resource } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";
import { ACCOUNT_ID } from "../assembly/resource-names.ts";

/** One entry of EventBridge's `PutEvents`. */
export interface PutEventsEntry {
  readonly EventBusName?: string;
  readonly Source: string;
  readonly DetailType: string;
  readonly Detail: string;
  readonly Resources?: readonly string[];
  readonly Time?: string;
}
/** Accepts events for delivery; rejects when it could not keep them. */
export type PutEvents = (request: {
  readonly Entries: readonly PutEventsEntry[];
}) => Promise<unknown>;

export interface CreatedObject {
  readonly bucket: string;
  readonly key: string;
  readonly sizeBytes: number;
  /** Without quotes, as the event has it. */
  readonly etag: string;
  /** The operation that made it, as S3 names it. */
  readonly reason: "PutObject" | "PostObject" | "CopyObject" | "CompleteMultipartUpload";
}

const BucketProperties = z.object({
  NotificationConfiguration: z
    .object({
      EventBridgeConfiguration: z
        .object({ EventBridgeEnabled: z.boolean().default(true) })
        .optional(),
    })
    .optional(),
});

function sendsEvents(bucket: Resource): boolean {
  const { NotificationConfiguration } = readProperties(bucket, BucketProperties);
  return NotificationConfiguration?.EventBridgeConfiguration?.EventBridgeEnabled === true;
}

/**
 * Tells the default bus of each new object in a bucket whose template switches EventBridge on,
 * in the shape that S3 documents for "Object Created".
 */
export function createObjectNotifier(options: {
  assembly: Assembly;
  putEvents: PutEvents;
  now: () => number;
}): (created: CreatedObject) => Promise<void> {
  const buckets = new Map(
    options.assembly
      .ofType("AWS::S3::Bucket")
      .filter(sendsEvents)
      .map((bucket) => [bucket.name, bucket]),
  );
  return async ({ bucket, key, sizeBytes, etag, reason }) => {
    const resource = buckets.get(bucket);
    if (!resource) return;
    const nowEpochMs = options.now();
    const detail = {
      version: "0",
      bucket: { name: bucket },
      object: {
        key,
        size: sizeBytes,
        etag,
        // Later writes of a key compare greater, which is all that a sequencer promises.
        sequencer: BigInt(Math.round(nowEpochMs * 1000))
          .toString(16)
          .padStart(16, "0"),
      },
      "request-id": randomBytes(8).toString("hex").toUpperCase(),
      requester: ACCOUNT_ID,
      "source-ip-address": "127.0.0.1",
      reason,
    };
    await options.putEvents({
      Entries: [
        {
          Source: "aws.s3",
          DetailType: "Object Created",
          Detail: JSON.stringify(detail),
          Resources: [resource.arn],
          Time: new Date(nowEpochMs).toISOString(),
        },
      ],
    });
  };
}
