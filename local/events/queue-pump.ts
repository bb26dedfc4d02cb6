import { DeleteMessageCommand, ReceiveMessageCommand } from "@aws-sdk/client-sqs";
import type { Message } from "@aws-sdk/client-sqs";
import { wait } from "../services/activity.ts";
import type { Activity } from "../services/activity.ts";
import { messageOf } from "../errors.ts";
import { reportedFailures } from "../storage/event-source.ts";
import type { SourceMapping } from "../storage/event-source.ts";
import type { Invoke } from "../ports.ts";
import type { Messaging } from "./queues.ts";

const LONG_POLL_SECONDS = 10;
const DEFAULT_BATCH_SIZE = 10;
const MAX_RECEIVED = 10;
/** AWS polls with five; two keep one slow message from holding up a queue. */
const POLLERS = 2;
const FIRST_RETRY_MS = 100;
const MAX_RETRY_MS = 2000;
const AFTER_ERROR_MS = 500;

export interface QueuePumpOptions {
  readonly mapping: SourceMapping;
  readonly region: string;
  readonly messaging: Messaging;
  readonly invoke: Invoke;
  readonly activity: Activity;
  readonly signal: AbortSignal;
  readonly onError: (text: string) => void;
}

/**
 * Hands a queue's messages to a function. Failed ones become visible again after a short while rather than
 * after the visibility timeout, so that a poison message reaches its dead-letter queue in seconds.
 */
export function startQueuePump(options: QueuePumpOptions): { readonly finished: Promise<void> } {
  const { mapping, messaging, invoke, activity, signal, onError } = options;
  const QueueUrl = messaging.queueUrl(mapping.source.name);
  const MaxNumberOfMessages = Math.min(mapping.batchSize ?? DEFAULT_BATCH_SIZE, MAX_RECEIVED);

  async function receive(): Promise<readonly Message[]> {
    const command = new ReceiveMessageCommand({
      QueueUrl,
      MaxNumberOfMessages,
      WaitTimeSeconds: LONG_POLL_SECONDS,
      MessageAttributeNames: ["All"],
      MessageSystemAttributeNames: ["All"],
    });
    return (await messaging.sqs.send(command, { abortSignal: signal })).Messages ?? [];
  }

  /** @returns the messages that failed */
  async function handle(messages: readonly Message[]): Promise<readonly Message[]> {
    try {
      const Records = messages.map((message) => toRecord(message, mapping, options.region));
      const answer = await invoke(mapping.functionArn, { Records });
      const failed = mapping.reportsItemFailures ? reportedFailures(answer) : undefined;
      if (failed === undefined) return [];
      const named = messages.filter(({ MessageId }) => failed.has(MessageId ?? ""));
      // An identifier that is not in the batch fails all of it, as on AWS.
      return named.length === failed.size ? named : messages;
    } catch {
      return messages;
    }
  }

  async function work(messages: readonly Message[]): Promise<void> {
    const accepted = messages.filter((message) => mapping.accepts(toFiltered(message)));
    const failed = accepted.length === 0 ? [] : await handle(accepted);
    for (const { ReceiptHandle } of messages.filter((message) => !failed.includes(message))) {
      await messaging.sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
    }
    if (failed.length === 0) return;
    const received = Math.min(...failed.map(receiveCountOf));
    const retryMs = Math.min(FIRST_RETRY_MS * 2 ** (received - 1), MAX_RETRY_MS);
    for (const { ReceiptHandle = "" } of failed) {
      await messaging.showAgain(mapping.source.name, ReceiptHandle, retryMs);
    }
  }

  /** An aborted receive is the end, not an error. */
  async function afterError(error: unknown): Promise<void> {
    if (!signal.aborted) onError(`queue ${mapping.source.name}: ${messageOf(error)}`);
    await wait(AFTER_ERROR_MS, signal);
  }

  async function poll(): Promise<void> {
    while (!signal.aborted) {
      try {
        const messages = await receive();
        if (messages.length > 0) await activity.during(() => work(messages));
      } catch (error) {
        await afterError(error);
      }
    }
  }

  const pollers = Math.min(mapping.maxConcurrency ?? POLLERS, POLLERS);
  const run = async () => {
    await Promise.all(Array.from({ length: pollers }, poll));
  };
  return { finished: run() };
}

const receiveCountOf = ({ Attributes }: Message): number =>
  Number(Attributes?.ApproximateReceiveCount ?? 1);

/** Filters see a JSON body as an object. */
function toFiltered({ Body = "" }: Message): unknown {
  try {
    return { body: JSON.parse(Body) as unknown };
  } catch {
    return { body: Body };
  }
}

function toRecord(message: Message, mapping: SourceMapping, region: string) {
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(
      Object.entries(message.MessageAttributes ?? {}).map(([name, { StringValue, DataType }]) => [
        name,
        { stringValue: StringValue, dataType: DataType },
      ]),
    ),
    md5OfBody: message.MD5OfBody,
    eventSource: "aws:sqs",
    eventSourceARN: mapping.sourceArn,
    awsRegion: region,
  };
}
