import { createHmac } from "node:crypto";
import * as z from "zod";
import { type Stage, StoryBroken } from "../demo-city/stage.ts";
import { until } from "./steps.ts";

/** An agency that has the county's alerts posted to a system of its own, and checks who sent them. */
export interface AgencyDesk {
  /** Waits until a message about an alert has come in, signed by the platform. @returns its body */
  readonly expectTold: (alertId: string, type: string) => Promise<string>;
}

const PATH = "/management/v1/alert-subscriptions";
const OFFICER = "county-officer";
const Received = z.array(
  z.object({ id: z.string(), timestamp: z.string(), signature: z.string(), body: z.string() }),
);
const Subscriptions = z.object({
  subscriptions: z.array(z.object({ subscriptionId: z.string(), way: z.string() })),
});
const WithSecret = z.object({
  subscription: z.object({ subscriptionId: z.string() }),
  secret: z.string(),
});
const Deliveries = z.object({
  deliveries: z.array(
    z.object({
      deliveryId: z.string(),
      type: z.string(),
      alertId: z.string().optional(),
      status: z.string(),
    }),
  ),
});

/**
 * The county subscribes by webhook. A secret is shown once: where there is a subscription already, it gets a new one.
 * @param received what the agency of this machine has been sent
 */
export async function openAgencyDesk(
  stage: Stage,
  received: () => Promise<unknown>,
): Promise<AgencyDesk> {
  const officer = stage.as(OFFICER);
  const { subscriptions } = (await officer.get(PATH)).expect(Subscriptions);
  const known = subscriptions.find(({ way }) => way === "webhook");
  const to = { way: "webhook", url: `${stage.url}/_agency/alerts` };
  const answer =
    known === undefined
      ? await officer.post(PATH, { to, filter: { leastLevel: "yellow" } })
      : await officer.post(`${PATH}/${known.subscriptionId}/secret`, undefined);
  const { subscription, secret } = answer.expect(WithSecret);
  const { subscriptionId } = subscription;

  async function deliveredAs(alertId: string, type: string): Promise<string | undefined> {
    const path = `${PATH}/${subscriptionId}/deliveries?limit=100`;
    const { deliveries } = (await officer.get(path)).expect(Deliveries);
    const found = deliveries.find((one) => one.alertId === alertId && one.type === type);
    return found?.status === "delivered" ? found.deliveryId : undefined;
  }

  async function signedBody(deliveryId: string): Promise<string | undefined> {
    const messages = Received.parse(await received());
    return messages.find((one) => one.id === deliveryId && isSigned(one, secret))?.body;
  }

  return {
    expectTold: async (alertId, type) => {
      let deliveryId: string | undefined;
      await until(stage, `the agency is told of ${type}`, async () => {
        deliveryId = await deliveredAs(alertId, type);
        return deliveryId !== undefined;
      });
      if (deliveryId === undefined) throw new StoryBroken(`${type} has no delivery`);
      const id = deliveryId;
      // What came before an interruption is asked for again: it has the same id, and is signed anew.
      if ((await signedBody(id)) === undefined)
        await officer.post(`/management/v1/alert-deliveries/${id}/replay`, undefined);
      let body: string | undefined;
      await until(stage, `the agency finds ${type} signed`, async () => {
        body = await signedBody(id);
        return body !== undefined;
      });
      return body ?? "";
    },
  };
}

/** Standard Webhooks, as a receiver checks it. */
function isSigned(
  { id, timestamp, signature, body }: z.infer<typeof Received>[number],
  secret: string,
): boolean {
  const key = Buffer.from(secret.replace(/^whsec_/, ""), "base64");
  const expected = createHmac("sha256", key).update(`${id}.${timestamp}.${body}`).digest("base64");
  return signature.split(" ").includes(`v1,${expected}`);
}
