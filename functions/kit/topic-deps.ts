import { SNSClient } from "@aws-sdk/client-sns";
import { type AlertTopic, snsAlertTopic } from "../../adapters/notices/alert-topic.ts";
import type { Kit } from "./deps.ts";
import { environment } from "./environment.ts";

/** The kit of the function that publishes alerts for agencies. */
export interface TopicKit extends Kit {
  readonly alertTopic: AlertTopic;
}

export const withAlertTopic = <K extends Kit>(kit: K): K & TopicKit => ({
  ...kit,
  alertTopic: snsAlertTopic(new SNSClient({}), environment().ALERT_TOPIC_ARN),
});
