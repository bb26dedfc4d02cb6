import { ordersOfInstitution } from "../../adapters/repositories/orders-of-institution.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { FreezeLifted } from "../../events/institution.ts";
import type { DueKit } from "../deadline/queue-items.ts";
import type { ReactionTo } from "../kit/event.ts";

/** So many orders one message is about. */
const ORDERS_A_MESSAGE = 25;

/** A freeze has ended: every order of the institution is looked through for releases that it held. */
export const queueHeldReleases =
  ({ table, queue }: DueKit): ReactionTo<typeof FreezeLifted> =>
  async ({ data: { institutionId } }, context) => {
    for await (const enrolmentIds of ordersOfInstitution(table, institutionId, ORDERS_A_MESSAGE))
      await queue.send([{ enrolmentIds }]);
    await commitCommand(table, context, [], {});
  };
