import * as z from "zod";
import { EnrolmentId, MemberId, NoticeId } from "../domain/shared/ids.ts";
import { NoticeRecipient } from "../domain/shared/notice-recipient.ts";
import { defineEvent } from "./define.ts";

/** A notice lies in its recipient's inbox; from here on silence can count. */
export const NoticeRecorded = defineEvent(
  "notice-recorded",
  2,
  z.object({
    noticeId: NoticeId,
    recipient: NoticeRecipient,
    /** Which text it is, for example `confirmation-requested`. */
    template: z.string(),
    enrolmentId: EnrolmentId.optional(),
    lessonNumber: z.int().optional(),
  }),
);

/** The quiet hours are over for which a message about a notice was kept back. */
export const NoticeDeliveryDue = defineEvent(
  "notice-delivery-due",
  2,
  z.object({ noticeId: NoticeId, recipient: NoticeRecipient }),
);

/** The recipient, or someone of the organisation, has read a notice. */
export const NoticeRead = defineEvent(
  "notice-read",
  2,
  z.object({ noticeId: NoticeId, recipient: NoticeRecipient }),
);

/** A person has said in what language, by which channels and when they want to be told. */
export const NoticePreferencesSet = defineEvent(
  "notice-preferences-set",
  1,
  z.object({ memberId: MemberId }),
);
