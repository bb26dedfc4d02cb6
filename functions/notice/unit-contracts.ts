import * as z from "zod";
import { NoticeId, UnitId } from "../../domain/shared/ids.ts";
import { defineUseCase } from "../kit/contract.ts";
import { InboxPage, InboxQuery, ReadNotice } from "./schemas.ts";

/** The inboxes of authorities. */

const officer = { role: "officer", duties: ["risk"] } as const;

export const listUnitNotices = defineUseCase({
  id: "listUnitNotices",
  capability: "notice",
  end: "management",
  method: "GET",
  path: "/v1/units/{unitId}/notices",
  summary: {
    zh: "列出本单位的站内通知（本部门主管的），新的在前，可只看未读",
    en: "Lists the notices of the caller's own unit and trade, the newest first, or only the unread",
  },
  access: officer,
  input: { path: z.strictObject({ unitId: UnitId }), query: InboxQuery },
  output: InboxPage,
  errors: ["identity.outside-unit", "input.cursor-invalid"],
  touches: { reads: ["inbox", "unreadInbox", "notice"] },
  load: { perSecond: 10 },
});

export const markUnitNoticeRead = defineUseCase({
  id: "markUnitNoticeRead",
  capability: "notice",
  end: "management",
  method: "POST",
  path: "/v1/notices/{noticeId}/read",
  summary: {
    zh: "将本单位的一条通知标为已读；重复标记不改变首次阅读时间",
    en: "Marks one of the unit's notices as read; the first reading counts",
  },
  access: officer,
  input: { path: z.strictObject({ noticeId: NoticeId }) },
  output: ReadNotice,
  errors: ["resource.not-found"],
  touches: { writes: ["notice"] },
  load: { perSecond: 5 },
});

export const useCases = [listUnitNotices, markUnitNoticeRead];
