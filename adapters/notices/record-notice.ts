import type { EnrolmentState } from "../../domain/enrolment/enrolment.ts";
import { type NoticeOf, recordNotice } from "../../domain/notice/notice.ts";
import type { NoticeTemplate } from "../../domain/notice/templates.ts";
import { NoticeId } from "../../domain/shared/ids.ts";
import { creation } from "../aggregates.ts";
import { noticeKind } from "../repositories/notice-kinds.ts";
import type { Change, CommitContext } from "../unit-of-work.ts";

type NoticeContext = CommitContext & { newId(prefix: string): string };

/**
 * The changes that put a notice into its recipient's inbox, for the same transaction as what it tells of:
 * a notice is there exactly if its cause is. Delivery by email and SMS follows from its event.
 */
export function noticeChanges<T extends NoticeTemplate>(
  context: NoticeContext,
  notice: NoticeOf<T>,
): readonly Change[] {
  const noticeId = NoticeId.parse(context.newId("ntc"));
  const recorded = recordNotice(noticeId, notice, context.now);
  return creation(noticeKind, recorded.notice, recorded.event, context);
}

/**
 * The same for the family of an order. Nobody is told while no guardian has added the pupil; who adds the pupil
 * is told of the order then, and sees how it stands.
 */
export const familyNoticeChanges = <T extends NoticeTemplate>(
  context: NoticeContext,
  { guardianId }: EnrolmentState,
  notice: Omit<NoticeOf<T>, "recipient">,
): readonly Change[] =>
  guardianId === undefined
    ? []
    : noticeChanges(context, { ...notice, recipient: { kind: "member", memberId: guardianId } });
