import { PublishCommand, type SNSClient } from "@aws-sdk/client-sns";

/** Where agencies listen for alerts. */
export interface AlertTopic {
  /** @param attributes by which subscribers filter */
  publish(
    message: Readonly<Record<string, unknown>>,
    attributes: Readonly<Record<string, string>>,
  ): Promise<void>;
}

export const snsAlertTopic = (client: SNSClient, topicArn: string): AlertTopic => ({
  async publish(message, attributes) {
    await client.send(
      new PublishCommand({
        TopicArn: topicArn,
        Message: JSON.stringify(message),
        MessageAttributes: Object.fromEntries(
          Object.entries(attributes).map(([name, StringValue]) => [
            name,
            { DataType: "String", StringValue },
          ]),
        ),
      }),
    );
  },
});
