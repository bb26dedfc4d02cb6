import { type EventBridgeClient, PutEventsCommand } from "@aws-sdk/client-eventbridge";
import { BUS_SOURCE, type CloudEvent } from "../../events/define.ts";

/** Takes one event; resolves when the bus has accepted it. */
export interface EventBus {
  publish(event: CloudEvent): Promise<void>;
}

/** EventBridge refused an event for good or for now: the caller retries. */
export class NotPublished extends Error {
  override readonly name = "NotPublished";
}

export const eventBridgeBus = (client: EventBridgeClient, busName: string): EventBus => ({
  async publish(event) {
    const answer = await client.send(
      new PutEventsCommand({
        Entries: [
          {
            EventBusName: busName,
            Source: BUS_SOURCE,
            DetailType: event.type,
            Detail: JSON.stringify(event),
            Time: new Date(event.time),
          },
        ],
      }),
    );
    const refused = answer.Entries?.find((entry) => entry.ErrorCode !== undefined);
    if (refused !== undefined)
      throw new NotPublished(`${event.id}: ${refused.ErrorCode ?? "unknown"}`);
  },
});
