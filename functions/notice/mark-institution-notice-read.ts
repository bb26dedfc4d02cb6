import { notFound, requireInstitution } from "../kit/access.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { INBOX_READERS, type markInstitutionNoticeRead as contract } from "./contracts.ts";
import { inboxes } from "./inbox.ts";

export const markInstitutionNoticeRead = (kit: Kit): UseCaseOf<typeof contract> => {
  const inbox = inboxes(kit);
  return ({ path: { noticeId } }, context) =>
    inbox.markRead(
      noticeId,
      (recipient) => {
        if (recipient.kind !== "institution") throw notFound("notice", noticeId);
        const thing = { kind: "notice", id: noticeId } as const;
        requireInstitution(context, recipient.institutionId, thing, INBOX_READERS);
      },
      context,
    );
};
