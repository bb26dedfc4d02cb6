import { SendMessageBatchCommand, type SQSClient } from "@aws-sdk/client-sqs";

/** Takes messages for a function that works them off a few at a time. */
export interface WorkQueue {
  /** Resolves when the queue has taken all of them. A message that was sent may be sent again. */
  send(messages: readonly unknown[]): Promise<void>;
}

/** SQS refused a message: the sender tries again with its next run. */
export class NotQueued extends Error {
  override readonly name = "NotQueued";
}

/** What SQS takes at once. */
const BATCH = 10;

export const sqsWorkQueue = (client: SQSClient, queueUrl: string): WorkQueue => ({
  async send(messages) {
    for (let from = 0; from < messages.length; from += BATCH) {
      const Entries = messages
        .slice(from, from + BATCH)
        .map((message, index) => ({ Id: String(index), MessageBody: JSON.stringify(message) }));
      const answer = await client.send(
        new SendMessageBatchCommand({ QueueUrl: queueUrl, Entries }),
      );
      const refused = answer.Failed?.[0];
      if (refused !== undefined) throw new NotQueued(refused.Code ?? "unknown");
    }
  },
});
