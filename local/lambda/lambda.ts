import { createWriteStream, existsSync, mkdirSync } from "node:fs";
import type { WriteStream } from "node:fs";
import path from "node:path";
import * as z from "zod";
import { UnsupportedTemplate } from "../errors.ts";
import { startFunctionWorker } from "./function-worker.ts";
import type { FunctionWorker } from "./function-worker.ts";
import { FunctionError } from "./lambda-protocol.ts";
import type { Assembly, Invoke, LocalClock, Resource } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";
import { createWorkerPool } from "./worker-pool.ts";

/** AWS's limits of a synchronous call, in bytes of JSON. */
const MAX_PAYLOAD_BYTES = 6 * 1024 * 1024;
const IDLE_WORKER_MS = 30_000;

const FunctionProperties = z.looseObject({
  Code: z.looseObject({ S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string().startsWith("nodejs"),
  /** Seconds; AWS's default. */
  Timeout: z.number().default(3),
  MemorySize: z.number().default(128),
  Environment: z.looseObject({ Variables: z.record(z.string(), z.coerce.string()) }).optional(),
});

export interface LambdaOptions {
  readonly assembly: Assembly;
  readonly clock: LocalClock;
  /** What every function gets: region, credentials, endpoints. */
  readonly environment: Readonly<Record<string, string>>;
  /** What stands above a function's own variables, for values that are only known at start. */
  readonly overrides?: Readonly<Record<string, string>>;
  /** Over all functions. */
  readonly maxWorkers?: number;
  readonly maxWorkersPerFunction?: number;
  /** Where each function's output is kept, one file each; it is dropped when absent. */
  readonly logFolder?: string;
  /** Told of each invocation that failed. */
  readonly onFailure?: (error: FunctionError) => void;
  /** Told after each invocation, whose writes may now wait for someone. */
  readonly onFinished?: () => void;
}

export interface LambdaRuntime {
  readonly invoke: Invoke;
  /** The names of the functions that have live workers, one entry per worker. */
  live(): readonly string[];
  stop(): Promise<void>;
}

/** Runs the functions of an assembly: each event in a worker thread of its function. */
export function startLambda(options: LambdaOptions): LambdaRuntime {
  const { assembly, onFailure, onFinished } = options;
  // Functions live in UTC, as on AWS. Worker threads have no time zone of their own: it is the process's.
  process.env.TZ = "UTC";
  const pool = createWorkerPool<FunctionWorker>({
    maxLive: options.maxWorkers ?? 16,
    maxPerKind: options.maxWorkersPerFunction ?? 4,
    idleMs: IDLE_WORKER_MS,
  });
  const logs = createLogs(options.logFolder);
  const functions = new Map<string, () => FunctionWorker>();
  for (const resource of assembly.ofType("AWS::Lambda::Function")) {
    const start = prepare(resource, options, logs.writerOf(resource.name));
    functions.set(resource.arn, start).set(resource.name, start);
  }

  const invoke: Invoke = async (functionArnOrName, event) => {
    const create = functions.get(functionArnOrName);
    if (create === undefined) throw new Error(`there is no function ${functionArnOrName}`);
    const kind = functionArnOrName.split(":").at(-1) ?? functionArnOrName;
    const eventJson = limited(kind, JSON.stringify(event ?? null), "request");
    try {
      return await pool.withMember(kind, create, async (worker) => {
        const answerJson = await worker.invoke(eventJson);
        return JSON.parse(limited(kind, answerJson, "response")) as unknown;
      });
    } catch (error) {
      if (error instanceof FunctionError) onFailure?.(error);
      throw error;
    } finally {
      onFinished?.();
    }
  };

  return {
    invoke,
    live: () => pool.live(),
    stop: async () => {
      await pool.stop();
      await logs.close();
    },
  };
}

function limited(functionName: string, json: string, what: "request" | "response"): string {
  const sizeBytes = Buffer.byteLength(json);
  if (sizeBytes <= MAX_PAYLOAD_BYTES) return json;
  throw new FunctionError(functionName, {
    errorType: what === "request" ? "RequestTooLarge" : "Function.ResponseSizeTooLarge",
    errorMessage: `the ${what} of ${sizeBytes} bytes exceeds the limit of ${MAX_PAYLOAD_BYTES} bytes`,
  });
}

/** Reads a function's properties and finds its bundle at start, so that a wrong one shows at once. */
function prepare(
  resource: Resource,
  { assembly, clock, environment, overrides }: LambdaOptions,
  onOutput: (chunk: Buffer) => void,
): () => FunctionWorker {
  const { Code, Handler, Runtime, Timeout, MemorySize, Environment } = readProperties(
    resource,
    FunctionProperties,
  );
  const { file, exported } = bundleOf(resource, assembly.assetPath(Code.S3Key), Handler);
  const settings = {
    file,
    exported,
    functionName: resource.name,
    functionArn: resource.arn,
    memoryMb: MemorySize,
    clockOffset: clock.offset,
  };
  return () =>
    startFunctionWorker({
      settings,
      timeoutMs: Timeout * 1000,
      onOutput,
      environment: {
        PATH: process.env["PATH"] ?? "",
        NODE_ENV: "production",
        ...environment,
        AWS_LAMBDA_FUNCTION_NAME: resource.name,
        AWS_LAMBDA_FUNCTION_VERSION: "$LATEST",
        AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(MemorySize),
        AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${resource.name}`,
        AWS_EXECUTION_ENV: `AWS_Lambda_${Runtime}`,
        _HANDLER: Handler,
        LAMBDA_TASK_ROOT: path.dirname(file),
        ...Environment?.Variables,
        ...overrides,
      },
    });
}

function bundleOf(resource: Resource, asset: string, handler: string) {
  const { dir, name: module, ext } = path.parse(handler);
  const files = [".mjs", ".js", ".cjs"].map((extension) =>
    path.join(asset, dir, module + extension),
  );
  const file = files.find((candidate) => existsSync(candidate));
  if (file !== undefined && ext.length > 1) return { file, exported: ext.slice(1) };
  throw new UnsupportedTemplate(
    `stack ${resource.stack}, resource ${resource.logicalId}: the handler ${handler} is not in ${asset} ` +
      "(looked for .mjs, .js and .cjs).",
  );
}

/** Opens a function's log file when it first writes. */
function createLogs(folder: string | undefined) {
  const open = new Map<string, WriteStream>();
  if (folder !== undefined) mkdirSync(folder, { recursive: true });
  return {
    writerOf: (functionName: string) => (chunk: Buffer) => {
      if (folder === undefined) return;
      let stream = open.get(functionName);
      if (stream === undefined) {
        stream = createWriteStream(path.join(folder, `${functionName}.log`), { flags: "a" });
        open.set(functionName, stream);
      }
      stream.write(chunk);
    },
    close: () =>
      Promise.all(
        [...open.values()].map((stream) => new Promise<void>((resolve) => stream.end(resolve))),
      ),
  };
}
