/**
 * Runs in a worker thread: loads one bundled handler and calls it, one event at a time, as Lambda does.
 * Time is virtual here: the global `Date` reads wall time plus an offset that all threads share.
 */
import { pathToFileURL } from "node:url";
import { parentPort, workerData } from "node:worker_threads";
import type { ErrorEnvelope, FromWorker, ToWorker, WorkerSettings } from "./lambda-protocol.ts";

const settings = workerData as WorkerSettings;
const wallNow = Date.now.bind(Date);

/** Lets `Date.now()`, `new Date()` and `Date()` tell virtual time; dates made of arguments stay as they are. */
function moveDateToVirtualTime(offset: SharedArrayBuffer): void {
  const cell = new Float64Array(offset);
  const virtualNow = () => Math.floor(wallNow() + (cell[0] ?? 0));
  Date.now = virtualNow;
  const VirtualDate = new Proxy(Date, {
    apply: (target) => new target(virtualNow()).toString(),
    construct: (target, args: unknown[], newTarget) =>
      Reflect.construct(target, args.length === 0 ? [virtualNow()] : args, newTarget) as Date,
  });
  Date.prototype.constructor = VirtualDate;
  globalThis.Date = VirtualDate;
}

const envelopeOf = (error: unknown): ErrorEnvelope =>
  error instanceof Error
    ? {
        errorType: error.name,
        errorMessage: error.message,
        trace: (error.stack ?? "").split("\n"),
      }
    : { errorType: "Error", errorMessage: String(error), trace: [] };

type Handler = (event: unknown, context: unknown) => unknown;

async function loadHandler(): Promise<Handler> {
  const module = (await import(pathToFileURL(settings.file).href)) as Record<string, unknown>;
  const handler = module[settings.exported];
  if (typeof handler === "function") return handler as Handler;
  throw Object.assign(new Error(`${settings.file} exports no function ${settings.exported}`), {
    name: "Runtime.HandlerNotFound",
  });
}

const contextOf = (requestId: string, deadlineWallMs: number) => ({
  awsRequestId: requestId,
  functionName: settings.functionName,
  functionVersion: "$LATEST",
  invokedFunctionArn: settings.functionArn,
  memoryLimitInMB: String(settings.memoryMb),
  logGroupName: `/aws/lambda/${settings.functionName}`,
  logStreamName: "local",
  callbackWaitsForEmptyEventLoop: false,
  getRemainingTimeInMillis: () => Math.max(0, deadlineWallMs - wallNow()),
});

function send(message: FromWorker): void {
  parentPort?.postMessage(message);
}

moveDateToVirtualTime(settings.clockOffset);
try {
  const handler = await loadHandler();
  parentPort?.on("message", ({ requestId, eventJson, deadlineWallMs }: ToWorker) => {
    // The constructor also catches what a handler throws before its first await.
    const answer = new Promise((resolve) => {
      resolve(handler(JSON.parse(eventJson), contextOf(requestId, deadlineWallMs)));
    });
    answer.then(
      (value) => {
        send({ kind: "answer", json: JSON.stringify(value ?? null) });
      },
      (error: unknown) => {
        send({ kind: "failure", error: envelopeOf(error) });
      },
    );
  });
  send({ kind: "ready" });
} catch (error) {
  send({ kind: "unloadable", error: envelopeOf(error) });
}
