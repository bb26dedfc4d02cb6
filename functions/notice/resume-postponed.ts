import { aggregates } from "../../adapters/aggregates.ts";
import { deliveryLog } from "../../adapters/notices/delivery-log.ts";
import { noticeKind } from "../../adapters/repositories/notice-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { resumeDelivery } from "../../domain/notice/delivery.ts";
import { NoticeChannel } from "../../domain/notice/preferences.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { NoticeDeliveryDue } from "../../events/notice.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";

/**
 * Quiet hours are over: says so by an event, since who acts on what is due has no key to anyone's address.
 */
export const resumePostponed = ({ table }: Pick<Kit, "table">) => {
  const notices = aggregates(table, noticeKind);
  const log = deliveryLog(table);

  return async (noticeId: string, channel: string, context: RequestContext): Promise<string> => {
    const [found, deliveries] = await Promise.all([notices.find(noticeId), log.read(noticeId)]);
    const before = deliveries.get(NoticeChannel.parse(channel));
    invariant(found && before, `${noticeId} awaits its delivery by ${channel}`);
    const after = resumeDelivery(before, context.now);
    if (after === undefined) return "not-postponed";
    const { recipient } = found.state;
    const event = NoticeDeliveryDue.make({ noticeId: found.state.noticeId, recipient });
    await commitCommand(
      table,
      context,
      [...notices.change(found, found.state, event, context), log.change(noticeId, before, after)],
      {},
    );
    return "resumed";
  };
};
