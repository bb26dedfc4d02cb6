import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { S3Client } from "@aws-sdk/client-s3";
import {
  ChangeMessageVisibilityCommand,
  DeleteMessageCommand,
  ReceiveMessageCommand,
  SetQueueAttributesCommand,
  SQSClient,
} from "@aws-sdk/client-sqs";
import { startFauxqs } from "fauxqs";
import type { FauxqsServer } from "fauxqs";
import * as z from "zod";
import type { Assembly, Resource } from "../ports.ts";
import { readProperties } from "../assembly/properties.ts";
import { ACCOUNT_ID, LOCAL_CREDENTIALS } from "../assembly/resource-names.ts";

/** What makes a difference here; the rest (encryption, tags, policies) is left aside. */
const QueueProperties = z.object({
  VisibilityTimeout: z.number().optional(),
  MessageRetentionPeriod: z.number().optional(),
  DelaySeconds: z.number().optional(),
  MaximumMessageSize: z.number().optional(),
  ReceiveMessageWaitTimeSeconds: z.number().optional(),
  FifoQueue: z.boolean().optional(),
  ContentBasedDeduplication: z.boolean().optional(),
  RedrivePolicy: z
    .object({ deadLetterTargetArn: z.string(), maxReceiveCount: z.coerce.number() })
    .optional(),
});

export interface QueuedMessage {
  readonly messageId: string;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly receiveCount: number;
}

/** The queues, topics and buckets of this machine. */
export interface Messaging {
  /** Serves SQS, SNS and S3. */
  readonly endpoint: string;
  queueUrl(queueName: string): string;
  /** Creates what the assembly declares and is not there yet. */
  createResources(assembly: Assembly): Promise<void>;
  send(queueName: string, body: string, attributes?: Readonly<Record<string, string>>): void;
  /** All messages of a queue, whether visible, delayed or being worked on; nothing is taken. */
  peek(queueName: string): readonly QueuedMessage[];
  /** Takes up to ten messages that are visible now, and deletes them. */
  take(queueName: string): Promise<readonly string[]>;
  /** Lets a message that was taken be taken again after so long. */
  showAgain(queueName: string, receiptHandle: string, afterMs: number): Promise<void>;
  /** Makes messages visible that a consumer of a runtime which was killed had taken. */
  giveBack(queueName: string): Promise<void>;
  readonly sqs: SQSClient;
  readonly s3: S3Client;
  stop(): Promise<void>;
}

/** Starts the emulator of SQS, SNS and S3 in this process. @param dataFolder kept there; in memory when absent */
export async function startMessaging(
  region: string,
  dataFolder: string | undefined,
  port = 0,
): Promise<Messaging> {
  const server = await onLoopback(() =>
    startFauxqs({
      port,
      logger: false,
      defaultRegion: region,
      ...(dataFolder === undefined ? {} : { dataDir: dataFolder }),
    }),
  );
  const endpoint = `http://127.0.0.1:${server.port}`;
  const settings = { endpoint, region, credentials: LOCAL_CREDENTIALS };
  const sqs = new SQSClient(settings);
  const s3 = new S3Client(settings);
  const queueUrl = (queueName: string) => `${endpoint}/${ACCOUNT_ID}/${queueName}`;

  async function createQueue(resource: Resource): Promise<void> {
    const Attributes = attributesOf(resource);
    if (server.inspectQueue(resource.name) === undefined) {
      server.createQueue(resource.name, { attributes: Attributes });
    } else {
      const QueueUrl = queueUrl(resource.name);
      await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes }));
    }
  }

  /** Never 0 seconds: with a data folder the emulator then loses the message (fauxqs 2.4.1). */
  async function showAgain(queueName: string, ReceiptHandle: string, afterMs: number) {
    const VisibilityTimeout = Math.max(1, afterMs) / 1000;
    const QueueUrl = queueUrl(queueName);
    await sqs.send(
      new ChangeMessageVisibilityCommand({ QueueUrl, ReceiptHandle, VisibilityTimeout }),
    );
  }

  return {
    endpoint,
    sqs,
    s3,
    queueUrl,
    createResources: async (assembly) => {
      for (const queue of assembly.ofType("AWS::SQS::Queue")) await createQueue(queue);
      for (const bucket of assembly.ofType("AWS::S3::Bucket")) server.createBucket(bucket.name);
      for (const topic of assembly.ofType("AWS::SNS::Topic")) server.createTopic(topic.name);
    },
    send: (queueName, body, attributes = {}) => {
      server.sendMessage(queueName, body, {
        messageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [
            name,
            { DataType: "String", StringValue },
          ]),
        ),
      });
    },
    peek: (queueName) => {
      const messages = server.inspectQueue(queueName)?.messages;
      if (messages === undefined) return [];
      const taken = messages.inflight.map(({ message }) => message);
      return [...messages.ready, ...messages.delayed, ...taken].map((message) => ({
        messageId: message.messageId,
        body: message.body,
        receiveCount: message.approximateReceiveCount,
        attributes: Object.fromEntries(
          Object.entries(message.messageAttributes).map(([name, { StringValue }]) => [
            name,
            StringValue ?? "",
          ]),
        ),
      }));
    },
    take: async (queueName) => {
      const QueueUrl = queueUrl(queueName);
      const command = new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 });
      const { Messages = [] } = await sqs.send(command);
      for (const { ReceiptHandle } of Messages) {
        await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }));
      }
      return Messages.map(({ Body = "" }) => Body);
    },
    showAgain,
    giveBack: async (queueName) => {
      const taken = server.inspectQueue(queueName)?.messages.inflight ?? [];
      for (const { receiptHandle } of taken) await showAgain(queueName, receiptHandle, 1);
    },
    stop: async () => {
      sqs.destroy();
      s3.destroy();
      await server.stop();
    },
  };
}

/** The emulator would listen on every interface of the machine; its web server is told to use loopback. */
async function onLoopback(start: () => Promise<FauxqsServer>): Promise<FauxqsServer> {
  const channel = "fastify.initialization";
  const restrict = (message: unknown) => {
    const { fastify } = z
      .object({ fastify: z.custom<{ listen: (options: object) => unknown }>() })
      .parse(message);
    const listen = fastify.listen.bind(fastify);
    fastify.listen = (options: object) => listen({ ...options, host: "127.0.0.1" });
  };
  subscribe(channel, restrict);
  try {
    return await start();
  } finally {
    unsubscribe(channel, restrict);
  }
}

/** A queue's properties as the attributes of the service. */
function attributesOf(resource: Resource): Record<string, string> {
  const { RedrivePolicy, ...settings } = readProperties(resource, QueueProperties);
  const attributes: Record<string, string> = {};
  for (const [name, value] of Object.entries(settings)) attributes[name] = String(value);
  if (RedrivePolicy !== undefined) {
    attributes["RedrivePolicy"] = JSON.stringify({
      ...RedrivePolicy,
      // The emulator knows one partition only.
      deadLetterTargetArn: RedrivePolicy.deadLetterTargetArn.replace(/^arn:[^:]+:/, "arn:aws:"),
    });
  }
  return attributes;
}
