import { notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { inboxes } from "./inbox.ts";
import type { markUnitNoticeRead as contract } from "./unit-contracts.ts";
import { readsInbox } from "./unit-inbox.ts";

export const markUnitNoticeRead = (kit: Kit): UseCaseOf<typeof contract> => {
  const inbox = inboxes(kit);
  return ({ path: { noticeId } }, context) =>
    inbox.markRead(
      noticeId,
      (recipient) => {
        if (!readsInbox(context, recipient)) throw notFound("notice", noticeId);
      },
      context,
    );
};
