import type { HttpPart } from "./door/http-part.ts";
import type { Assembly, Invoke, LocalClock, Store } from "./ports.ts";
import type { QueuedMessage } from "./events/queues.ts";

export interface RuntimeOptions {
  /** The synthesised cloud assembly. */
  readonly assemblyDir: string;
  /** Where data is kept over stops; everything is in memory when absent. */
  readonly dataDir?: string;
  /** Of the gateway; 0 or absence takes a free one. */
  readonly port?: number;
  /** Where virtual time begins with no data kept yet. */
  readonly initialEpochMs?: number;
  /** What every function gets above its own variables, for values that are only known at start. */
  readonly extraEnvironment?: Readonly<Record<string, string>>;
  /** What the local issuer calls itself; as the templates' authorizers have it. */
  readonly issuerUrl?: string;
  /** Live workers over all functions; 16 when absent. */
  readonly maxWorkers?: number;
  /** Where the output of each function is kept; `<dataDir>/logs` when absent. */
  readonly logFolder?: string;
  /** Takes what goes wrong inside and no caller learns of; standard error when absent. */
  readonly onError?: (text: string) => void;
  /** A further part of the front door, made of the runtime's own parts. */
  readonly control?: (runtime: RuntimeParts) => HttpPart;
}

export interface QueueViews {
  /** All messages of a queue, by name or ARN; nothing is taken. */
  peek(queueNameOrArn: string): readonly QueuedMessage[];
  /** Takes up to ten messages of a queue off it; their bodies. */
  take(queueNameOrArn: string): Promise<readonly string[]>;
  /** The messages of every queue that no function reads: the dead-letter queues. */
  deadLetters(): Readonly<Record<string, readonly QueuedMessage[]>>;
}

export interface RuntimeParts {
  readonly assembly: Assembly;
  readonly clock: LocalClock;
  readonly store: Store;
  readonly invoke: Invoke;
  readonly queues: QueueViews;
  /** The endpoints behind, for clients outside of functions. */
  readonly endpoints: {
    readonly dynamodb: string;
    readonly sqs: string;
    readonly s3: string;
    readonly aws: string;
  };
  /** Java's process id. */
  readonly javaPid: number;
  token(claims: Readonly<Record<string, unknown>>, ttlSeconds: number): Promise<string>;
  /** Resolves when no event, stream record or queue message is under way or waiting. */
  idle(): Promise<void>;
}

export interface LocalRuntime extends RuntimeParts {
  /** Of the gateway. */
  readonly url: string;
  stop(): Promise<void>;
}
