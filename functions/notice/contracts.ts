import * as z from "zod";
import { InstitutionId, NoticeId } from "../../domain/shared/ids.ts";
import { ReleaseExecuted } from "../../events/custody.ts";
import { PaymentReceived } from "../../events/enrolment.ts";
import { NoticeDeliveryDue, NoticeRecorded } from "../../events/notice.ts";
import { defineTask, defineUseCase } from "../kit/contract.ts";
import { InboxPage, InboxQuery, NewPreferences, ReadNotice, SavedPreferences } from "./schemas.ts";

const inbox = ["inbox", "unreadInbox", "notice"] as const;

export const listNotices = defineUseCase({
  id: "listNotices",
  capability: "notice",
  end: "family",
  method: "GET",
  path: "/v1/notices",
  summary: {
    zh: "列出本人的站内通知，新的在前，可只看未读",
    en: "Lists the caller's own notices, the newest first, or only the unread",
  },
  access: { role: "guardian" },
  input: { query: InboxQuery },
  output: InboxPage,
  errors: ["input.cursor-invalid"],
  touches: { reads: inbox },
  load: { perSecond: 2000 },
});

/** Whoever works in an institution reads its inbox. */
export const INBOX_READERS = ["owner", "finance", "teacher", "service"] as const;
const staff = { role: "institution", duties: INBOX_READERS } as const;

export const listInstitutionNotices = defineUseCase({
  id: "listInstitutionNotices",
  capability: "notice",
  end: "institution",
  method: "GET",
  path: "/v1/institutions/{institutionId}/notices",
  summary: {
    zh: "列出本机构的站内通知，新的在前，可只看未读",
    en: "Lists the notices of the caller's institution, the newest first, or only the unread",
  },
  access: staff,
  input: { path: z.strictObject({ institutionId: InstitutionId }), query: InboxQuery },
  output: InboxPage,
  errors: ["resource.not-found", "input.cursor-invalid"],
  touches: { reads: inbox },
  load: { perSecond: 100 },
});

const oneNotice = { path: z.strictObject({ noticeId: NoticeId }) };

export const markNoticeRead = defineUseCase({
  id: "markNoticeRead",
  capability: "notice",
  end: "family",
  method: "POST",
  path: "/v1/notices/{noticeId}/read",
  summary: {
    zh: "将本人的一条通知标为已读；重复标记不改变首次阅读时间",
    en: "Marks one of the caller's notices as read; the first reading counts",
  },
  access: { role: "guardian" },
  input: oneNotice,
  output: ReadNotice,
  errors: ["resource.not-found"],
  touches: { writes: ["notice"] },
  load: { perSecond: 1000 },
});

export const markInstitutionNoticeRead = defineUseCase({
  id: "markInstitutionNoticeRead",
  capability: "notice",
  end: "institution",
  method: "POST",
  path: "/v1/notices/{noticeId}/read",
  summary: {
    zh: "将本机构的一条通知标为已读；重复标记不改变首次阅读时间",
    en: "Marks one of the institution's notices as read; the first reading counts",
  },
  access: staff,
  input: oneNotice,
  output: ReadNotice,
  errors: ["resource.not-found"],
  touches: { writes: ["notice"] },
  load: { perSecond: 100 },
});

export const putNoticePreferences = defineUseCase({
  id: "putNoticePreferences",
  capability: "notice",
  end: "family",
  method: "PUT",
  path: "/v1/notice-preferences",
  summary: {
    zh: "设置通知语言、邮箱与短信的通知类别、免打扰时段；整体替换原设置",
    en: "Sets language, topics by email and SMS, and quiet hours, in place of all former wishes",
  },
  access: { role: "guardian" },
  input: { body: NewPreferences },
  output: SavedPreferences,
  errors: ["notice.phone-invalid", "notice.address-missing"],
  touches: { writes: ["noticePreferences", "personal"], personal: ["contact"] },
  load: { perSecond: 20 },
});

const sending = {
  reads: ["noticePreferences", "personal"],
  writes: ["notice"],
  personal: ["contact"],
  gateway: true,
} as const;

export const deliverNotice = defineTask({
  id: "deliverNotice",
  capability: "notice",
  summary: {
    zh: "按个人设置将站内通知以邮件、短信发出",
    en: "Sends a notice by email and SMS, as its recipient wishes",
  },
  trigger: { kind: "events", events: [NoticeRecorded] },
  touches: sending,
  alarm: {
    effect: "People are not told by email or SMS; the notices lie in their inboxes all the same.",
    runbook: "notices-are-not-sent",
  },
});

export const deliverPostponed = defineTask({
  id: "deliverPostponed",
  capability: "notice",
  summary: {
    zh: "免打扰时段结束后补发短信",
    en: "Sends in the morning what quiet hours have kept back",
  },
  trigger: { kind: "events", events: [NoticeDeliveryDue] },
  touches: sending,
  alarm: {
    effect: "People are not told by SMS what came up at night; the notices lie in their inboxes.",
    runbook: "postponed-notices-are-not-sent",
  },
});

export const tellOfPayment = defineTask({
  id: "tellOfPayment",
  capability: "notice",
  summary: {
    zh: "缴费入账后通知家长与机构",
    en: "Tells guardian and institution that a fee lies in custody",
  },
  trigger: { kind: "events", events: [PaymentReceived] },
  touches: { reads: ["enrolment"], writes: ["notice"] },
  alarm: {
    effect: "A family and an institution are not told of a payment; the money is where it belongs.",
    runbook: "payment-is-not-told",
  },
});

export const tellOfRelease = defineTask({
  id: "tellOfRelease",
  capability: "notice",
  summary: { zh: "课时费拨付后通知机构", en: "Tells an institution that a lesson's fee was paid" },
  trigger: { kind: "events", events: [ReleaseExecuted] },
  touches: { writes: ["notice"] },
  alarm: {
    effect: "An institution is not told of a fee that the bank has paid; no money is affected.",
    runbook: "release-is-not-told",
  },
});

export const useCases = [
  listNotices,
  listInstitutionNotices,
  markNoticeRead,
  markInstitutionNoticeRead,
  putNoticePreferences,
];
export const tasks = [deliverNotice, deliverPostponed, tellOfPayment, tellOfRelease];
