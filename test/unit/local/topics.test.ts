import { CreateQueueCommand } from "@aws-sdk/client-sqs";
import { SNSClient, SubscribeCommand } from "@aws-sdk/client-sns";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { snsAlertTopic } from "../../../adapters/notices/alert-topic.ts";
import { LOCAL_CREDENTIALS } from "../../../local/assembly/resource-names.ts";
import { type Messaging, startMessaging } from "../../../local/events/queues.ts";
import type { Assembly, Resource } from "../../../local/ports.ts";

const REGION = "eu-west-1";
const arn = (service: string, name: string) => `arn:aws:${service}:${REGION}:000000000000:${name}`;

let messaging: Messaging;
let sns: SNSClient;
beforeAll(async () => {
  messaging = await startMessaging(REGION, undefined);
  const { endpoint } = messaging;
  sns = new SNSClient({ endpoint, region: REGION, credentials: LOCAL_CREDENTIALS });
  const topic = { type: "AWS::SNS::Topic", name: "alerts", properties: {} } as Resource;
  const assembly = {
    ofType: (...types: string[]) => (types.includes(topic.type) ? [topic] : []),
  } as unknown as Assembly;
  await messaging.createResources(assembly);
});
afterAll(async () => {
  sns.destroy();
  await messaging.stop();
});

/** An agency listens with a queue of its own, by the filter that it names. */
async function listen(queueName: string, filter: object): Promise<void> {
  await messaging.sqs.send(new CreateQueueCommand({ QueueName: queueName }));
  await sns.send(
    new SubscribeCommand({
      TopicArn: arn("sns", "alerts"),
      Protocol: "sqs",
      Endpoint: arn("sqs", queueName),
      Attributes: { FilterPolicy: JSON.stringify(filter), RawMessageDelivery: "true" },
    }),
  );
}

describe("the topic for agencies on one machine", () => {
  it("brings an alert to each agency whose filter it fits, and to no other", async () => {
    await listen("red-in-henan", { level: ["red"], province: ["unt_410000"] });
    await listen("one-county", { county: ["unt_411102"] });
    await listen("elsewhere", { province: ["unt_440000"] });
    const topic = snsAlertTopic(sns, arn("sns", "alerts"));
    const place = { province: "unt_410000", city: "unt_411100", county: "unt_411102" };
    const indicator = "custody-cover";
    await topic.publish({ id: "alr_1.1" }, { level: "red", indicator, ...place });
    await topic.publish({ id: "alr_2.1" }, { level: "yellow", indicator, ...place });
    const bodies = (queue: string) => messaging.peek(queue).map(({ body }) => body);
    expect(bodies("red-in-henan")).toEqual(['{"id":"alr_1.1"}']);
    expect(bodies("one-county")).toEqual(['{"id":"alr_1.1"}', '{"id":"alr_2.1"}']);
    expect(bodies("elsewhere")).toEqual([]);
  });
});
