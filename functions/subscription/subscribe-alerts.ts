import { creation } from "../../adapters/aggregates.ts";
import {
  liveCountOf,
  placeTaken,
  type SubscriberAddress,
  subscriberAddresses,
  subscriptionKind,
} from "../../adapters/repositories/subscription-items.ts";
import { newWebhookSecret } from "../../adapters/webhooks/webhook-signature.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import { MemberId, SubscriptionId, UnitId } from "../../domain/shared/ids.ts";
import { readMobileNumber } from "../../domain/shared/phone.ts";
import { subscribe } from "../../domain/subscription/subscription.ts";
import { readWebhookUrl } from "../../domain/subscription/webhook-url.ts";
import { memberOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import type { WebhookKit } from "../kit/webhook-deps.ts";
import type { subscribeAlerts as contract } from "./contracts.ts";
import { ownOffice } from "./own-office.ts";
import { webhookProbe } from "./probe-webhook.ts";
import { subscriptionView } from "./views.ts";

export const subscribeAlerts = (kit: PersonalKit & WebhookKit): UseCaseOf<typeof contract> => {
  const { table, units, webhookTestHosts } = kit;
  const addresses = subscriberAddresses(kit);
  const probe = webhookProbe(kit);

  /** Every unit that a filter names has to lie below the office's own. */
  async function requireBelow(unitId: string, below: readonly string[]): Promise<void> {
    for (const one of below) {
      const path = await units.pathOf(one);
      if (path?.includes(`/${unitId}/`) !== true)
        throw new Refused("subscription.unit-not-below", { unitId: one });
    }
  }

  return async ({ body: { unitId, to, ...wishes } }, context) => {
    const office = ownOffice(context, ["risk"], unitId);
    await requireBelow(office.unitId, wishes.filter.units);
    const liveCount = await liveCountOf(table, office.unitId);
    const subscriptionId = SubscriptionId.parse(context.newId("sub"));
    const secret = newWebhookSecret();
    const target = to.way === "webhook" ? readWebhookUrl(to.url, webhookTestHosts) : undefined;
    const { subscription, event } = orThrow(
      subscribe(
        {
          subscriptionId,
          unitId: UnitId.parse(office.unitId),
          department: office.department,
          authorId: MemberId.parse(memberOf(context).memberId),
          way: to.way,
          ...wishes,
          ...(target === undefined ? {} : { host: orThrow(target).host }),
        },
        liveCount,
        context.now,
      ),
    );
    const address = addressOf(to, secret);
    // Last of all, so that nobody is called for a subscription that is refused anyhow.
    if (to.way === "webhook") await probe(to.url, secret);
    const changes: Change[] = [
      ...creation(subscriptionKind, subscription, event, context),
      placeTaken(office.unitId),
      ...(address === undefined ? [] : [await addresses.change(subscriptionId, address)]),
    ];
    await commitCommand(table, context, changes, {});
    return {
      subscription: subscriptionView(subscription),
      ...(to.way === "webhook" ? { secret } : {}),
    };
  };
};

type Destination = Parameters<ReturnType<typeof subscribeAlerts>>[0]["body"]["to"];

/** What is sealed; nothing for the unit's own inbox. */
function addressOf(to: Destination, secret: string): SubscriberAddress | undefined {
  switch (to.way) {
    case "inbox":
      return undefined;
    case "email":
      return { email: to.email };
    case "sms": {
      const sms = readMobileNumber(to.phone);
      if (sms === undefined) throw new Refused("subscription.phone-invalid");
      return { sms };
    }
    case "webhook":
      return { url: to.url, secret };
  }
}
