import type * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { noticeKind } from "../../adapters/repositories/notice-kinds.ts";
import { keys } from "../../adapters/table/keys.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { type NoticeState, readNotice } from "../../domain/notice/notice.ts";
import { noticeWords } from "../../domain/notice/words.ts";
import type { NoticeId } from "../../domain/shared/ids.ts";
import type { NoticeRecipient } from "../../domain/shared/notice-recipient.ts";
import { type EpochMs, toRfc3339 } from "../../domain/shared/time.ts";
import { notFound } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import { cursors } from "../kit/cursor.ts";
import type { Kit } from "../kit/deps.ts";
import { DoneBefore } from "../kit/http.ts";
import type { Language } from "../kit/problem.ts";
import type { InboxPage, InboxQuery, ReadNotice } from "./schemas.ts";

/** Inboxes as both ends show them; whose inbox it may be is for each end to say. */
export function inboxes({ table, mac }: Pick<Kit, "table" | "mac">) {
  const notices = aggregates(table, noticeKind);
  const pages = cursors(mac);

  return {
    async list(
      recipientId: string,
      { unread, limit, cursor }: z.output<typeof InboxQuery>,
      context: RequestContext,
      isShown: (recipient: NoticeRecipient) => boolean = () => true,
    ): Promise<z.input<typeof InboxPage>> {
      const filter = { recipientId, unread };
      const after = await pages.read(context, filter, cursor);
      const page = await table.query({
        ...(unread === "true"
          ? { index: "gsi2", pk: keys.unreadInbox(recipientId) }
          : { index: "gsi1", pk: keys.inbox(recipientId) }),
        backwards: true,
        limit,
        ...(after === undefined ? {} : { after }),
      });
      const found = await notices.findMany(page.items.map((item) => keys.idOf(item.pk)));
      // The index may be behind a reading that has just been noted.
      const shown = found
        .filter(({ state }) => unread === "false" || state.readAt === undefined)
        .filter(({ state }) => isShown(state.recipient));
      return {
        notices: shown.map(({ state }) => noticeView(state, context.language)),
        ...(await pages.write(context, filter, page.next)),
      };
    },

    async markRead(
      noticeId: NoticeId,
      requireReader: (recipient: NoticeRecipient) => void,
      context: RequestContext,
    ): Promise<z.input<typeof ReadNotice> | DoneBefore<z.input<typeof ReadNotice>>> {
      const found = await notices.find(noticeId);
      if (found === undefined) throw notFound("notice", noticeId);
      requireReader(found.state.recipient);
      const read = readNotice(found.state, context.now);
      if (read === undefined) return new DoneBefore(answerOf(found.state, context.now));
      const changes = notices.change(found, read.notice, read.event, context);
      return commitCommand(table, context, changes, answerOf(read.notice, context.now));
    },
  };
}

const answerOf = ({ noticeId, readAt }: NoticeState, now: EpochMs) => ({
  noticeId,
  readAt: toRfc3339(readAt ?? now),
});

const noticeView = (notice: NoticeState, language: Language) => ({
  noticeId: notice.noticeId,
  template: notice.template,
  ...noticeWords(notice, language === "zh" ? "zh-CN" : "en"),
  ...notice.about,
  at: toRfc3339(notice.at),
  ...(notice.readAt === undefined ? {} : { readAt: toRfc3339(notice.readAt) }),
});
