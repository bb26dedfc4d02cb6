import { aggregates } from "../../adapters/aggregates.ts";
import {
  subscriberAddresses,
  subscriptionKind,
} from "../../adapters/repositories/subscription-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { newWebhookSecret } from "../../adapters/webhooks/webhook-signature.ts";
import { MemberId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { isFormerLive, rotateSecret } from "../../domain/subscription/subscription.ts";
import { memberOf } from "../kit/access.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { rotateSubscriptionSecret as contract } from "./contracts.ts";
import { subscriptionsOfOffices } from "./own-office.ts";
import { subscriptionView } from "./views.ts";

export const rotateSubscriptionSecret = (kit: PersonalKit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const subscriptions = aggregates(table, subscriptionKind);
  const addresses = subscriberAddresses(kit);
  const findOwn = subscriptionsOfOffices({ table });

  return async ({ path: { subscriptionId } }, context) => {
    const found = await findOwn(subscriptionId, context, ["risk"]);
    const officerId = MemberId.parse(memberOf(context).memberId);
    const { subscription, event } = orThrow(rotateSecret(found.state, officerId, context.now));
    const address = await addresses.find(subscriptionId);
    invariant(address && "url" in address, `the webhook of ${subscriptionId} has an address`);
    const secret = newWebhookSecret();
    const rotated = {
      ...{ url: address.url, secret, formerSecret: address.secret },
      // Whose answer was lost has a receiver that knows neither of the two newest.
      ...(isFormerLive(found.state, context.now) && { olderSecret: address.formerSecret }),
    };
    await commitCommand(
      table,
      context,
      [
        ...subscriptions.change(found, subscription, event, context),
        await addresses.change(subscriptionId, rotated),
      ],
      {},
    );
    return { subscription: subscriptionView(subscription), secret };
  };
};
