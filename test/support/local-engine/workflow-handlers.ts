/** The functions of a lesson that is given back: an event starts a workflow, which asks, waits, and marks. */
import { SFNClient, SendTaskSuccessCommand } from "@aws-sdk/client-sfn";
import { DynamoDBClient } from "@aws-sdk/client-dynamodb";
import { EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { DynamoDBDocumentClient, GetCommand, PutCommand } from "@aws-sdk/lib-dynamodb";
import * as z from "zod";

const { TABLE_NAME, BUS_NAME } = z
  .object({ TABLE_NAME: z.string(), BUS_NAME: z.string() })
  .parse(process.env);
const table = DynamoDBDocumentClient.from(new DynamoDBClient({}));
const bus = new EventBridgeClient({});
const workflows = new SFNClient({});

const OfReturn = z.object({ id: z.string() });
const put = (item: Record<string, unknown>) =>
  table.send(new PutCommand({ TableName: TABLE_NAME, Item: item }));

/** Tells the bus that something is given back. */
export async function giveBack(event: unknown) {
  const Detail = JSON.stringify(OfReturn.parse(event));
  const entry = { EventBusName: BUS_NAME, Source: "engine", DetailType: "given-back", Detail };
  await bus.send(new PutEventsCommand({ Entries: [entry] }));
}

/** A step of the workflow: keeps the token until somebody answers. */
export async function askBack(event: unknown) {
  const { id, taskToken } = OfReturn.extend({ taskToken: z.string() }).parse(event);
  await put({ pk: id, sk: "asked", taskToken });
}

/** The answer of that somebody. */
export async function agree(event: unknown) {
  const { id } = OfReturn.parse(event);
  const Key = { pk: id, sk: "asked" };
  const { Item } = await table.send(new GetCommand({ TableName: TABLE_NAME, Key }));
  const { taskToken } = z.looseObject({ taskToken: z.string() }).parse(Item);
  await workflows.send(
    new SendTaskSuccessCommand({ taskToken, output: JSON.stringify({ id, agreed: true }) }),
  );
}

/** The last step of the workflow. */
export async function markBack(event: unknown) {
  const { id } = OfReturn.parse(event);
  await put({ pk: id, sk: "given-back", at: new Date().toISOString() });
  return { id };
}
