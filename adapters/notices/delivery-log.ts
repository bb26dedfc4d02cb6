import { Delivery } from "../../domain/notice/delivery.ts";
import type { NoticeChannel } from "../../domain/notice/preferences.ts";
import { dueAttributes } from "../due-index.ts";
import { keys } from "../table/keys.ts";
import type { Condition, Item, Table } from "../table/table.ts";
import type { Change } from "../unit-of-work.ts";

/** The `type` of a delivery, by which what is due is told apart. */
export const DELIVERY_TYPE = "notice-delivery";

/** What became of each notice on each channel: the newest state only. Holds no address. */
export const deliveryLog = (table: Table) => ({
  async read(noticeId: string): Promise<ReadonlyMap<NoticeChannel, Delivery>> {
    const { pk, beginsWith } = keys.noticeDeliveries(noticeId);
    const page = await table.query({ pk, sk: { beginsWith }, consistent: true });
    const all = page.items.map((item) => Delivery.parse(item));
    return new Map(all.map((delivery) => [delivery.channel, delivery]));
  },

  write: (noticeId: string, delivery: Delivery): Promise<void> =>
    table.commit([{ kind: "put", item: deliveryItem(noticeId, delivery) }]),

  /** The change from a state that must still be the stored one. */
  change: (noticeId: string, before: Delivery, after: Delivery): Change => {
    const { status } = before;
    const condition: Condition = { kind: "equals", attribute: "status", value: status };
    return { write: { kind: "put", item: deliveryItem(noticeId, after), condition } };
  },
});

/** A postponed delivery shows in the index of what is due. */
function deliveryItem(noticeId: string, delivery: Delivery): Item {
  const key = keys.noticeDelivery(noticeId, delivery.channel);
  const { dueAt } = delivery;
  const due = dueAt === undefined ? undefined : { at: dueAt, provisional: false };
  return { ...key, type: DELIVERY_TYPE, ...delivery, ...dueAttributes(key, due) };
}
