import { memberOf, notFound } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { markNoticeRead as contract } from "./contracts.ts";
import { inboxes } from "./inbox.ts";

export const markNoticeRead = (kit: Kit): UseCaseOf<typeof contract> => {
  const inbox = inboxes(kit);
  return ({ path: { noticeId } }, context) =>
    inbox.markRead(
      noticeId,
      (recipient) => {
        if (recipient.kind !== "member" || recipient.memberId !== memberOf(context).memberId)
          throw notFound("notice", noticeId);
      },
      context,
    );
};
