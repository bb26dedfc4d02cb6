import * as z from "zod";
import { ordersOfInstitution } from "../../adapters/repositories/orders-of-institution.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { InstitutionId } from "../../domain/shared/ids.ts";
import { StopKind } from "../../domain/shared/measure-codes.ts";
import type { DueKit } from "../deadline/queue-items.ts";
import type { Reaction } from "../kit/event.ts";

/** So many orders one message is about. */
const ORDERS_A_MESSAGE = 25;

/** What has ended: a freeze, an order's shortage, or a stop, which names what it stopped. */
const Ended = z.object({ institutionId: InstitutionId, stop: StopKind.optional() });

/**
 * A freeze, a stop or an order's shortage has ended: every order of the institution is looked through for releases that it held. Where
 * something else still holds them, each finds that for itself.
 */
export const queueHeldReleases =
  ({ table, queue }: DueKit): Reaction<Readonly<Record<string, unknown>>> =>
  async ({ data }, context) => {
    const { institutionId, stop = "release" } = Ended.parse(data);
    if (stop !== "release") return;
    for await (const enrolmentIds of ordersOfInstitution(table, institutionId, ORDERS_A_MESSAGE))
      await queue.send([{ enrolmentIds }]);
    await commitCommand(table, context, [], {});
  };
