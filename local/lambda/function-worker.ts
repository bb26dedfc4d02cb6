import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { stripTypeScriptTypes } from "node:module";
import path from "node:path";
import { Worker } from "node:worker_threads";
import { FunctionError } from "./lambda-protocol.ts";
import type { ErrorEnvelope, FromWorker, ToWorker, WorkerSettings } from "./lambda-protocol.ts";
import type { Member } from "./worker-pool.ts";

/** AWS gives a function ten seconds to load before its own timeout starts. */
const LOAD_TIMEOUT_MS = 10_000;
/** The old generation of a worker's heap; V8's default would let sixteen of them fill the machine. */
const MAX_HEAP_MB = 96;
/** New objects of one event: small, so that sixteen workers together stay within some 600 MB. */
const MAX_YOUNG_MB = 8;

/** What a worker runs, stripped of its types once for all: a worker that did so itself would keep some 11 MB for it. */
const workerCode = readFileSync(path.join(import.meta.dirname, "lambda-worker.ts"), "utf8");
const WORKER_URL = new URL(
  `data:text/javascript,${encodeURIComponent(stripTypeScriptTypes(workerCode))}`,
);

/** One execution environment of a function. */
export interface FunctionWorker extends Member {
  invoke(eventJson: string): Promise<string>;
}

export interface FunctionWorkerOptions {
  readonly settings: WorkerSettings;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
  /** Takes what the function writes to standard output and error. */
  readonly onOutput: (chunk: Buffer) => void;
}

/** Starts a worker thread that loads the function's bundle with the function's own environment. */
export function startFunctionWorker(options: FunctionWorkerOptions): FunctionWorker {
  const { settings, environment, timeoutMs, onOutput } = options;
  const { functionName } = settings;
  const worker = new Worker(WORKER_URL, {
    workerData: settings,
    env: { ...environment },
    execArgv: [],
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: MAX_HEAP_MB, maxYoungGenerationSizeMb: MAX_YOUNG_MB },
  });
  worker.stdout.on("data", onOutput);
  worker.stderr.on("data", onOutput);

  let isDead = false;
  /** Who waits for the worker's next message; a worker that is idle has nobody. */
  let settle: ((message: FromWorker) => void) | undefined;
  const fail = (error: ErrorEnvelope) => {
    isDead = true;
    settle?.({ kind: "failure", error });
  };
  worker.on("message", (message: FromWorker) => settle?.(message));
  worker.on("error", (error) => {
    fail({
      errorType: error.name,
      errorMessage: error.message,
      trace: error.stack?.split("\n") ?? [],
    });
  });
  worker.on("exit", (code) => {
    fail(exited(`exit status ${code}`));
  });

  /** The worker's next message; when it takes too long, the worker is killed and `late` is the failure. */
  const nextMessage = (withinMs: number, late: ErrorEnvelope): Promise<FromWorker> =>
    new Promise((resolve) => {
      const timer = setTimeout(() => {
        isDead = true;
        void worker.terminate();
        resolve({ kind: "failure", error: late });
      }, withinMs);
      settle = (message) => {
        settle = undefined;
        clearTimeout(timer);
        resolve(message);
      };
    });

  const loaded = nextMessage(LOAD_TIMEOUT_MS, {
    errorType: "Sandbox.InitTimedout",
    errorMessage: `Error: ${functionName} was not loaded within ${LOAD_TIMEOUT_MS / 1000} seconds`,
  });

  return {
    get isDead() {
      return isDead;
    },
    end: async () => {
      isDead = true;
      await worker.terminate();
    },
    invoke: async (eventJson) => {
      const load = await loaded;
      if (load.kind !== "ready") {
        isDead = true;
        throw new FunctionError(functionName, errorIn(load));
      }
      if (isDead) throw new FunctionError(functionName, exited("while it was idle"));
      const requestId = randomUUID();
      const answer = nextMessage(timeoutMs, {
        errorType: "Sandbox.Timedout",
        errorMessage: `RequestId: ${requestId} Error: Task timed out after ${(timeoutMs / 1000).toFixed(2)} seconds`,
      });
      const message: ToWorker = { requestId, eventJson, deadlineWallMs: Date.now() + timeoutMs };
      worker.postMessage(message);
      const outcome = await answer;
      if (outcome.kind === "answer") return outcome.json;
      throw new FunctionError(functionName, errorIn(outcome));
    },
  };
}

const exited = (how: string): ErrorEnvelope => ({
  errorType: "Runtime.ExitError",
  errorMessage: `Error: Runtime exited with error: ${how}`,
});

const errorIn = (message: FromWorker): ErrorEnvelope =>
  message.kind === "failure" || message.kind === "unloadable"
    ? message.error
    : { errorType: "Runtime.Unexpected", errorMessage: `the worker said ${message.kind}` };
