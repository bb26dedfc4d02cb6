import type { AlertTopic } from "../../adapters/notices/alert-topic.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { attributesOf, messageOf } from "../../domain/subscription/content.ts";
import type { Kit } from "../kit/deps.ts";
import type { Reaction } from "../kit/event.ts";
import { toldChanges } from "./told-change.ts";

/** Publishes what has become of an alert, under the id of its event: agencies may get it twice, and can tell. */
export const publishAlerts = ({
  table,
  alertTopic,
}: Kit & { readonly alertTopic: AlertTopic }): Reaction<unknown> => {
  const read = toldChanges(table);
  return async (event, context) => {
    const { content } = await read(event);
    const message = messageOf(event.id, content);
    await alertTopic.publish({ ...message }, attributesOf(event.id, content));
    await commitCommand(table, context, [], { alertId: content.alertId });
  };
};
