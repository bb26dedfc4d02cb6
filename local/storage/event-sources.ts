import type { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { DynamoDBStreamsClient } from "@aws-sdk/client-dynamodb-streams";
import { wait } from "../services/activity.ts";
import type { Activity } from "../services/activity.ts";
import { describeTable } from "./dynamo.ts";
import { UnsupportedTemplate } from "../errors.ts";
import { sourceMappings } from "./event-source.ts";
import type { SourceMapping } from "./event-source.ts";
import type { Assembly, Invoke, Store } from "../ports.ts";
import { startQueuePump } from "../events/queue-pump.ts";
import type { Messaging } from "../events/queues.ts";
import { LOCAL_CREDENTIALS } from "../assembly/resource-names.ts";
import { startStreamPump } from "./stream-pump.ts";
import type { StreamPump } from "./stream-pump.ts";

const CATCH_UP_POLL_MS = 20;

export interface EventSourcesOptions {
  readonly assembly: Assembly;
  readonly store: Store;
  readonly messaging: Messaging;
  readonly activity: Activity;
  readonly invoke: Invoke;
  readonly client: DynamoDBClient;
  readonly dynamoEndpoint: string;
  readonly onError: (text: string) => void;
}

export interface EventSources {
  /** The queues that functions read. */
  readonly queueNames: readonly string[];
  /** Resolves when the streams hold nothing unread and the queues nothing at all. */
  caughtUp(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a pump for each event source mapping: streams of tables and queues. */
export async function startEventSources(options: EventSourcesOptions): Promise<EventSources> {
  const { assembly, messaging } = options;
  const stopped = new AbortController();
  const streams = new DynamoDBStreamsClient({
    endpoint: options.dynamoEndpoint,
    region: assembly.region,
    credentials: LOCAL_CREDENTIALS,
  });
  const common = { ...options, region: assembly.region, signal: stopped.signal };
  const streamPumps: StreamPump[] = [];
  const finished: Promise<void>[] = [];
  const queueNames = new Set<string>();

  const sendToQueue = (queueArn: string, body: unknown) => {
    const queue = assembly.byArn(queueArn);
    if (queue === undefined) throw new Error(`there is no queue ${queueArn}`);
    messaging.send(queue.name, JSON.stringify(body));
  };

  async function start(mapping: SourceMapping): Promise<void> {
    const { source } = mapping;
    if (source.type === "AWS::SQS::Queue") {
      queueNames.add(source.name);
      await messaging.giveBack(source.name);
      finished.push(startQueuePump({ ...common, mapping }).finished);
      return;
    }
    const streamArn = (await describeTable(options.client, source.name))?.LatestStreamArn;
    if (streamArn === undefined) {
      throw new UnsupportedTemplate(`${mapping.id}: ${source.id} (${source.type}) has no stream.`);
    }
    const pump = startStreamPump({ ...common, mapping, streamArn, client: streams, sendToQueue });
    streamPumps.push(pump);
    finished.push(pump.finished);
  }

  for (const mapping of sourceMappings(assembly)) await start(mapping);

  return {
    queueNames: [...queueNames],
    caughtUp: async () => {
      await Promise.all(streamPumps.map((pump) => pump.caughtUp()));
      const hasMessages = () => [...queueNames].some((name) => messaging.peek(name).length > 0);
      while (!stopped.signal.aborted && hasMessages()) {
        await wait(CATCH_UP_POLL_MS, stopped.signal);
      }
    },
    stop: async () => {
      stopped.abort();
      await Promise.all(finished);
      streams.destroy();
    },
  };
}
