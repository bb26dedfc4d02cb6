import type { AttributeValue, _Record } from "@aws-sdk/client-dynamodb-streams";
import { isRecord } from "../assembly/intrinsics.ts";

/** A stream record as a function receives it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: { readonly SequenceNumber: string } & Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

/** Binary attributes travel to functions as base64 text. */
function toJson(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString("base64");
  if (Array.isArray(value)) return value.map(toJson);
  if (!isRecord(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, toJson(inner)]));
}

const image = (name: string, attributes: Record<string, AttributeValue> | undefined) =>
  attributes === undefined ? {} : { [name]: toJson(attributes) };

export function toStreamRecord(record: _Record, sourceArn: string, region: string): StreamRecord {
  const { dynamodb, eventID = "", eventName, eventVersion, userIdentity } = record;
  return {
    eventID,
    eventName,
    eventVersion,
    eventSource: "aws:dynamodb",
    awsRegion: region,
    eventSourceARN: sourceArn,
    ...(userIdentity === undefined
      ? {}
      : { userIdentity: { type: userIdentity.Type, principalId: userIdentity.PrincipalId } }),
    dynamodb: {
      // Seconds, as Lambda hands it on.
      ApproximateCreationDateTime: Math.floor(
        (dynamodb?.ApproximateCreationDateTime?.getTime() ?? 0) / 1000,
      ),
      ...image("Keys", dynamodb?.Keys),
      ...image("NewImage", dynamodb?.NewImage),
      ...image("OldImage", dynamodb?.OldImage),
      SequenceNumber: dynamodb?.SequenceNumber ?? "",
      SizeBytes: dynamodb?.SizeBytes,
      StreamViewType: dynamodb?.StreamViewType,
    },
  };
}
