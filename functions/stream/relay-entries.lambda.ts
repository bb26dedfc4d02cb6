import { EventBridgeClient } from "@aws-sdk/client-eventbridge";
import { SendMessageCommand, SQSClient } from "@aws-sdk/client-sqs";
import { eventBridgeBus } from "../../adapters/bus/event-bus.ts";
import { tablelessKit } from "../kit/deps.ts";
import { environment } from "../kit/environment.ts";
import { relayEntries } from "./relay-entries.ts";

const env = environment();
const queue = new SQSClient({});

export const handler = relayEntries({
  bus: eventBridgeBus(new EventBridgeClient({}), env.BUS_NAME),
  log: tablelessKit().log,
  published: new Set(env.PUBLISHED_EVENTS.split(",")),
  setAside: async (entry) => {
    await queue.send(
      new SendMessageCommand({
        QueueUrl: env.DEAD_LETTER_QUEUE_URL,
        MessageBody: JSON.stringify(entry),
      }),
    );
  },
});
