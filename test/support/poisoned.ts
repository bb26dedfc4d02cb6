import { expect, vi } from "vitest";
import { startDeliveries } from "../../local/events/deliveries.ts";
import type { Messaging } from "../../local/events/queues.ts";
import { FunctionError } from "../../local/lambda/lambda-protocol.ts";
import { createActivity } from "../../local/services/activity.ts";
import { createClock } from "../../local/services/clock.ts";
import type { SourceMapping } from "../../local/storage/event-source.ts";
import { deliverBatch, type GivenUp } from "../../local/storage/stream-batch.ts";
import type { StreamRecord } from "../../local/storage/stream-records.ts";
import { openStore } from "../../local/storage/store.ts";
import { assemblyOf } from "./local/fakes.ts";

const CONSUMER = "arn:aws:lambda:x:0:function:consumer";
const DEAD_LETTERS = "arn:aws:sqs:x:0:dead-letters";

/** A consumer of the bus as the platform deploys it: what fails three times goes whole to its queue. */
const assembly = assemblyOf([
  { logicalId: "consumer", type: "AWS::Lambda::Function", arn: CONSUMER, properties: {} },
  { logicalId: "dead-letters", type: "AWS::SQS::Queue", arn: DEAD_LETTERS, properties: {} },
  {
    logicalId: "policy",
    type: "AWS::Lambda::EventInvokeConfig",
    properties: {
      FunctionName: "consumer",
      MaximumRetryAttempts: 2,
      DestinationConfig: { OnFailure: { Destination: DEAD_LETTERS } },
    },
  },
]);

/** The local engine's deliveries to one consumer, until each is made or lies among the dead letters. */
export async function deliverAll<E>(
  events: readonly E[],
  consumer: (event: E) => Promise<void>,
): Promise<readonly { readonly requestPayload: E }[]> {
  const letters: { readonly requestPayload: E }[] = [];
  const lost: string[] = [];
  const store = openStore(":memory:");
  const send = (_queue: string, body: string): void => {
    letters.push(JSON.parse(body) as { readonly requestPayload: E });
  };
  const deliveries = startDeliveries({
    assembly,
    store,
    clock: createClock(store),
    messaging: { send } as unknown as Messaging,
    activity: createActivity(),
    onError: (text) => lost.push(text),
    startExecution: () => {
      throw new Error("a consumer is no state machine");
    },
    invoke: (_name, event) =>
      consumer(event as E).catch((error: unknown) => {
        const errorMessage = error instanceof Error ? error.message : String(error);
        throw new FunctionError("consumer", { errorType: "Error", errorMessage });
      }),
  });
  for (const payload of events)
    deliveries.accept({ targetArn: CONSUMER, payload, sourceArn: "arn:rule", maxRetries: 1 });
  await vi.waitFor(() => expect(deliveries.pending()).toBe(0), { timeout: 10_000 });
  expect(lost).toEqual([]);
  return letters;
}

/** How the platform's two stream readers are wired, with fewer tries. */
function readerMapping(): SourceMapping {
  const [source] = assembly.resources;
  if (source === undefined) throw new Error("the assembly has resources");
  return {
    id: "Service/Mapping",
    functionArn: CONSUMER,
    functionName: "consumer",
    sourceArn: "arn:stream",
    source,
    batchSize: 100,
    reportsItemFailures: true,
    bisects: true,
    maxRetries: 2,
    failureDestinationArn: DEAD_LETTERS,
    maxConcurrency: undefined,
    accepts: () => true,
  };
}

/** The local engine's delivery of a stream's records to one reader. @returns what was given up */
export async function deliverRecords(
  records: readonly StreamRecord[],
  reader: (batch: { readonly Records: StreamRecord[] }) => Promise<unknown>,
): Promise<readonly GivenUp[]> {
  const givenUp: GivenUp[] = [];
  await deliverBatch(readerMapping(), records, {
    invoke: (_name, event) => reader(event as { readonly Records: StreamRecord[] }),
    checkpoint: () => undefined,
    toFailureDestination: (failed) => givenUp.push(failed),
    nap: () => Promise.resolve(),
    signal: new AbortController().signal,
  });
  return givenUp;
}
