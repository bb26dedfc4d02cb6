import {
  DescribeStreamCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  TrimmedDataAccessException,
} from "@aws-sdk/client-dynamodb-streams";
import type { DynamoDBStreamsClient, Shard } from "@aws-sdk/client-dynamodb-streams";
import { wait } from "../services/activity.ts";
import type { Activity } from "../services/activity.ts";
import type { SourceMapping } from "./event-source.ts";
import { messageOf } from "../errors.ts";
import type { Invoke, Store } from "../ports.ts";
import { deliverBatch } from "./stream-batch.ts";
import type { GivenUp } from "./stream-batch.ts";
import { toStreamRecord } from "./stream-records.ts";

const NAMESPACE = "stream-checkpoint";
const DEFAULT_BATCH_SIZE = 100;
const ACTIVE_POLL_MS = 50;
const IDLE_POLL_MS = 200;
/** A stream that was active this lately is read at the faster pace. */
const ACTIVE_FOR_MS = 2000;
/** New shards appear every few hours; DescribeStream is asked this seldom. */
const SHARD_POLL_MS = 5000;
const AFTER_ERROR_MS = 500;
/** A written item appears in its stream within some 5 ms. */
const CATCH_UP_POLL_MS = 20;

interface Checkpoint {
  readonly sequenceNumber?: string;
  readonly isFinished?: boolean;
}

export interface StreamPumpOptions {
  readonly mapping: SourceMapping;
  readonly streamArn: string;
  readonly region: string;
  readonly client: DynamoDBStreamsClient;
  readonly store: Store;
  readonly invoke: Invoke;
  readonly activity: Activity;
  readonly sendToQueue: (queueArn: string, body: unknown) => void;
  readonly signal: AbortSignal;
  readonly onError: (text: string) => void;
}

export interface StreamPump {
  /** Resolves when every open shard was read twice from now on and held nothing. */
  caughtUp(): Promise<void>;
  readonly finished: Promise<void>;
}

/**
 * Hands a table's stream to a function, shard by shard, parents before children. The place reached is kept
 * after success, so a killed runtime delivers again what was under way: at least once, as on AWS.
 * It always begins at the oldest record: here a mapping is never younger than its table by choice.
 */
export function startStreamPump(options: StreamPumpOptions): StreamPump {
  const { mapping, streamArn, client, store, activity, signal, onError } = options;
  const keyOf = (shardId: string) => `${mapping.id}|${streamArn}|${shardId}`;
  const checkpointOf = (shardId: string) => store.get<Checkpoint>(NAMESPACE, keyOf(shardId)) ?? {};
  const running = new Map<string, Promise<void>>();
  const emptyReads = new Map<string, number>();

  const report = (what: string, error: unknown) => {
    if (!signal.aborted) onError(`stream of ${mapping.source.name}: ${what}: ${messageOf(error)}`);
  };

  async function iteratorOf(shardId: string): Promise<string | undefined> {
    const { sequenceNumber } = checkpointOf(shardId);
    const begin = { StreamArn: streamArn, ShardId: shardId };
    const oldest = { ...begin, ShardIteratorType: "TRIM_HORIZON" } as const;
    const next = { ...begin, ShardIteratorType: "AFTER_SEQUENCE_NUMBER" } as const;
    try {
      const command =
        sequenceNumber === undefined
          ? new GetShardIteratorCommand(oldest)
          : new GetShardIteratorCommand({ ...next, SequenceNumber: sequenceNumber });
      return (await client.send(command)).ShardIterator;
    } catch (error) {
      if (!(error instanceof TrimmedDataAccessException)) throw error;
      report("records were trimmed before they were read", error);
      return (await client.send(new GetShardIteratorCommand(oldest))).ShardIterator;
    }
  }

  async function pumpShard(shardId: string): Promise<void> {
    let iterator = await iteratorOf(shardId);
    let lastRecordAtMs = performance.now();
    while (iterator !== undefined && !signal.aborted) {
      const command = new GetRecordsCommand({
        ShardIterator: iterator,
        Limit: mapping.batchSize ?? DEFAULT_BATCH_SIZE,
      });
      const { Records = [], NextShardIterator } = await client.send(command, {
        abortSignal: signal,
      });
      if (Records.length > 0) {
        lastRecordAtMs = performance.now();
        const isDone = await activity.during(() => deliver(shardId, Records));
        if (!isDone) return;
      } else {
        emptyReads.set(shardId, (emptyReads.get(shardId) ?? 0) + 1);
        const isActive = performance.now() - lastRecordAtMs < ACTIVE_FOR_MS;
        await activity.nap(isActive ? ACTIVE_POLL_MS : IDLE_POLL_MS, signal);
      }
      iterator = NextShardIterator;
    }
    if (!signal.aborted) store.set(NAMESPACE, keyOf(shardId), { isFinished: true });
  }

  /** @returns false when it was aborted before the end */
  async function deliver(shardId: string, raw: Parameters<typeof toStreamRecord>[0][]) {
    const records = raw.map((record) => toStreamRecord(record, mapping.sourceArn, options.region));
    const accepted = records.filter((record) => mapping.accepts(record));
    const checkpoint = (sequenceNumber: string) => {
      store.set(NAMESPACE, keyOf(shardId), { sequenceNumber });
    };
    await deliverBatch(mapping, accepted, {
      invoke: options.invoke,
      checkpoint,
      toFailureDestination: (given) => {
        giveUp(shardId, given);
      },
      nap: (ms) => wait(ms, signal),
      signal,
    });
    if (signal.aborted) return false;
    const last = records.at(-1);
    if (last !== undefined) checkpoint(last.dynamodb.SequenceNumber);
    return true;
  }

  function giveUp(shardId: string, { records, invokeCount, errorType }: GivenUp): void {
    const sequenceNumbers = records.map(({ dynamodb }) => dynamodb.SequenceNumber);
    if (mapping.failureDestinationArn === undefined) {
      onError(
        `stream of ${mapping.source.name}: ${records.length} record(s) from ${sequenceNumbers[0] ?? ""} are lost: ` +
          `${mapping.functionName} failed ${invokeCount} times and the mapping has no failure destination`,
      );
      return;
    }
    options.sendToQueue(mapping.failureDestinationArn, {
      requestContext: {
        requestId: crypto.randomUUID(),
        functionArn: mapping.functionArn,
        condition: "RetryAttemptsExhausted",
        approximateInvokeCount: invokeCount,
      },
      responseContext: { statusCode: 200, executedVersion: "$LATEST", functionError: errorType },
      version: "1.0",
      timestamp: new Date().toISOString(),
      DDBStreamBatchInfo: {
        shardId,
        startSequenceNumber: sequenceNumbers[0],
        endSequenceNumber: sequenceNumbers.at(-1),
        batchSize: records.length,
        streamArn: mapping.sourceArn,
      },
    });
  }

  /** Starts the shards whose parents are finished, or gone. */
  function startShards(shards: readonly Shard[]): void {
    const isFinished = (shardId: string) => checkpointOf(shardId).isFinished === true;
    const known = new Set(shards.map(({ ShardId }) => ShardId));
    for (const { ShardId, ParentShardId } of shards) {
      if (ShardId === undefined || running.has(ShardId) || isFinished(ShardId)) continue;
      const mustWait =
        ParentShardId !== undefined && known.has(ParentShardId) && !isFinished(ParentShardId);
      if (mustWait) continue;
      const pump = pumpShard(ShardId)
        .catch(async (error: unknown) => {
          report(`shard ${ShardId}`, error);
          await wait(AFTER_ERROR_MS, signal);
        })
        .finally(() => running.delete(ShardId));
      running.set(ShardId, pump);
    }
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        const { StreamDescription } = await client.send(
          new DescribeStreamCommand({ StreamArn: streamArn }),
        );
        startShards(StreamDescription?.Shards ?? []);
      } catch (error) {
        report("its shards cannot be listed", error);
      }
      await Promise.race([...running.values(), wait(SHARD_POLL_MS, signal)]);
    }
    await Promise.all(running.values());
  }

  async function caughtUp(): Promise<void> {
    const before = new Map(emptyReads);
    const isBehind = (shardId: string) =>
      (emptyReads.get(shardId) ?? 0) < (before.get(shardId) ?? 0) + 2;
    while (!signal.aborted && [...running.keys()].some(isBehind)) {
      activity.wake();
      await wait(CATCH_UP_POLL_MS, signal);
    }
  }

  return { caughtUp, finished: run() };
}
