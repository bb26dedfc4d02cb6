import * as z from "zod";
import { NoticePreferences } from "../../domain/notice/preferences.ts";
import { EnrolmentId, MemberId, NoticeId } from "../../domain/shared/ids.ts";
import { Timestamp } from "../../domain/shared/time.ts";
import { pageOutput, pageQuery } from "../kit/cursor.ts";

/** Shapes of notices. */

export const InboxQuery = z.strictObject({
  unread: z
    .enum(["true", "false"])
    .default("false")
    .meta({ description: "`true`: only what nobody has read yet" }),
  ...pageQuery,
});

const NoticeView = z.strictObject({
  noticeId: NoticeId,
  template: z
    .string()
    .meta({ description: "Which text it is, for example confirmation-requested" }),
  title: z.string(),
  text: z.string().meta({ description: "In the language that the call asks for" }),
  enrolmentId: EnrolmentId.optional(),
  lessonNumber: z.int().optional(),
  at: Timestamp.meta({ description: "Since when it has lain in the inbox: periods count from it" }),
  readAt: Timestamp.optional(),
});

export const InboxPage = z.strictObject({ notices: z.array(NoticeView), ...pageOutput });

export const ReadNotice = z.strictObject({ noticeId: NoticeId, readAt: Timestamp });

export const NewPreferences = NoticePreferences.extend({
  email: z.email().max(254).optional(),
  phone: z.string().trim().min(11).max(20).optional().meta({
    description: "A mobile number of mainland China; absent: none is kept any more",
  }),
});

/** Says back what holds now, without the addresses: a command's answer is kept. */
export const SavedPreferences = NoticePreferences.extend({
  memberId: MemberId,
  reachableBy: z.array(z.enum(["email", "sms"])),
});
