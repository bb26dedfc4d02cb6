/** The functions of the small program that `local-engine.test.ts` runs: one bundle, a function per export. */
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { DynamoDBDocumentClient, PutCommand, QueryCommand } from "@aws-sdk/lib-dynamodb";
import { unmarshall } from "@aws-sdk/util-dynamodb";
import type { DynamoDBStreamEvent, SQSEvent } from "aws-lambda";
import * as z from "zod";

export * from "./workflow-handlers.ts";

const environment = z
  .object({ TABLE_NAME: z.string(), BUS_NAME: z.string(), QUEUE_URL: z.string() })
  .parse(process.env);
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const bus = new EventBridgeClient({});
const queue = new SQSClient({});

const Order = z.object({ id: z.string(), value: z.string() });
const put = (item: Record<string, unknown>) =>
  table.send(new PutCommand({ TableName: environment.TABLE_NAME, Item: item }));

/** Writes an order, whose entry in the stream starts everything else. */
export async function write(event: unknown) {
  const { id, value } = Order.parse(event);
  await put({ pk: id, sk: "ordered", value, at: new Date().toISOString() });
  return { id };
}

export async function read(event: unknown) {
  const { id } = Order.pick({ id: true }).parse(event);
  const { Items } = await table.send(
    new QueryCommand({
      TableName: environment.TABLE_NAME,
      KeyConditionExpression: "pk = :id",
      ExpressionAttributeValues: { ":id": id },
    }),
  );
  return Items;
}

/** Stream to bus. */
export async function relay({ Records }: DynamoDBStreamEvent) {
  for (const { dynamodb } of Records) {
    const item = unmarshall(z.record(z.string(), z.any()).parse(dynamodb?.NewImage));
    const Entries = [
      {
        EventBusName: environment.BUS_NAME,
        Source: "engine",
        DetailType: "ordered",
        Detail: JSON.stringify({ id: item["pk"] as string, value: item["value"] as string }),
      },
    ];
    await bus.send(new PutEventsCommand({ Entries }));
  }
}

/** Bus to table; fails on poison. */
export async function fulfil(event: unknown) {
  const { id, value } = z.object({ detail: Order }).parse(event).detail;
  if (value === "poison") throw new Error("this cannot be fulfilled");
  if (value === "slow") await new Promise((resolve) => setTimeout(resolve, 1500));
  await put({ pk: id, sk: "fulfilled", at: new Date().toISOString() });
}

/** Queue to table; reports the poison among a batch. */
export async function label({ Records }: SQSEvent) {
  const batchItemFailures = [];
  for (const { body, messageId } of Records) {
    if (body.includes("poison")) batchItemFailures.push({ itemIdentifier: messageId });
    // A rule sends its text as JSON, in quotes.
    else await put({ pk: body.replaceAll('"', ""), sk: "labelled" });
  }
  return { batchItemFailures };
}

export async function enqueue(event: unknown) {
  const { bodies } = z.object({ bodies: z.array(z.string()) }).parse(event);
  for (const MessageBody of bodies) {
    await queue.send(new SendMessageCommand({ QueueUrl: environment.QUEUE_URL, MessageBody }));
  }
}

/** Runs every day at 01:00 in Shanghai. */
export async function closeDay(event: unknown) {
  const { time } = z.object({ time: z.string() }).parse(event);
  await put({ pk: "days", sk: time, at: new Date().toISOString() });
}

export async function neverEnds() {
  await new Promise((resolve) => setTimeout(resolve, 60_000));
}

export function leave() {
  process.exit(3);
}
