/** What the parts of the local runtime say to each other. Each part is one file; `runtime.ts` joins them. */

/** The one movable clock. Functions, schedules, issuer and bank read it; `offset` is shared with worker threads. */
export interface LocalClock {
  /** The virtual time now, in epoch milliseconds: wall time plus the offset. */
  now(): number;
  /** Moves virtual time; it never goes back. @throws RangeError when `toEpochMs` lies before `now()` */
  moveTo(toEpochMs: number): void;
  /** One Float64: milliseconds to add to wall time. Worker threads read it at each `Date.now()`. */
  readonly offset: SharedArrayBuffer;
  /** Called after each move (persist it, run schedules that have become due, tell the bank). */
  onMove(listener: (nowEpochMs: number) => void): void;
}

/** A resource of the synthesised templates, its intrinsics resolved to local names and ARNs. */
export interface Resource {
  /** `<stack name>/<logical id>`: unique over all stacks. */
  readonly id: string;
  readonly stack: string;
  readonly logicalId: string;
  readonly type: string;
  // eslint-disable-next-line @typescript-eslint/no-explicit-any -- templates are untyped JSON
  readonly properties: any;
  /** The physical name. */
  readonly name: string;
  readonly arn: string;
}

export interface Assembly {
  readonly region: string;
  /** `aws-cn` for Chinese regions, else `aws`. */
  readonly partition: string;
  readonly resources: readonly Resource[];
  ofType(...types: string[]): readonly Resource[];
  byArn(arn: string): Resource | undefined;
  /** What `Ref` of a resource resolves to, found again (an authorizer, an integration, an API). */
  byRef(type: string, ref: string): Resource | undefined;
  /** The folder of an asset, by the `Code.S3Key` of a function. */
  assetPath(s3Key: string): string;
  /** The outputs of each stack, resolved: `outputs()["Data"]?.["TableName"]`. */
  outputs(): Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** How many resources run, and how many are inert, by type. */
  describe(): {
    readonly run: Readonly<Record<string, number>>;
    readonly inert: Readonly<Record<string, number>>;
  };
}

/** Invokes a function by ARN or name with a JSON event; resolves to its JSON answer, rejects with its error. */
export type Invoke = (functionArnOrName: string, event: unknown) => Promise<unknown>;

/** Durable local state in one SQLite file: stream checkpoints, schedules, keys, the clock. JSON values. */
/* eslint-disable @typescript-eslint/no-unnecessary-type-parameters -- who reads states what it stored */
export interface Store {
  get<T>(namespace: string, key: string): T | undefined;
  set(namespace: string, key: string, value: unknown): void;
  remove(namespace: string, key: string): void;
  list<T>(namespace: string): readonly (readonly [string, T])[];
  /** Everything that `work` writes is kept together, or none of it. */
  transaction<T>(work: () => T): T;
  close(): void;
}
/* eslint-enable @typescript-eslint/no-unnecessary-type-parameters */
