import type { AttributeValue, _Record } from "@aws-sdk/client-dynamodb-streams";

/** A stream record as a function receives it. */
export interface StreamRecord {
  readonly eventID: string;
  readonly dynamodb: { readonly SequenceNumber: string } & Readonly<Record<string, unknown>>;
  readonly [field: string]: unknown;
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString("base64");

/**
 * An attribute as a function receives it: what is binary travels as base64 text. DynamoDB Local leaves the type of an
 * empty map out of its streams, which AWS does not.
 */
function toJson(value: AttributeValue): unknown {
  if (Object.keys(value).length === 0) return { M: {} };
  if (value.M !== undefined) return { M: attributes(value.M) };
  if (value.L !== undefined) return { L: value.L.map(toJson) };
  if (value.B !== undefined) return { B: base64(value.B) };
  if (value.BS !== undefined) return { BS: value.BS.map(base64) };
  return value;
}

const attributes = (all: Record<string, AttributeValue>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(all).map(([name, value]) => [name, toJson(value)]));

const image = (name: string, all: Record<string, AttributeValue> | undefined) =>
  all === undefined ? {} : { [name]: attributes(all) };

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
