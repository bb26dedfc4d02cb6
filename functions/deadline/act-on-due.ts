import { keys } from "../../adapters/table/keys.ts";
import { lapseOpenings } from "../enrolment/lapse-openings.ts";
import { lapseOrder } from "../enrolment/lapse-order.ts";
import type { Kit } from "../kit/deps.ts";
import type { MessageTask } from "../kit/queue.ts";
import { resumePostponed } from "../notice/resume-postponed.ts";
import { settleRefundTime } from "../refund/settle-refund-time.ts";
import { retryRelease } from "../settlement/retry-release.ts";
import { settleLesson } from "../lesson/settle-lesson.ts";
import type { DueMessage } from "./due-message.ts";

/**
 * Gives the command that a person would give. The item is read again and its own rules decide: it may have
 * been settled meanwhile, or the message may come twice or too early.
 */
export const actOnDue = (kit: Kit): MessageTask<DueMessage> => {
  const settle = settleLesson(kit);
  const lapse = lapseOrder(kit);
  const lapseList = lapseOpenings(kit);
  const resume = resumePostponed(kit);
  const retry = retryRelease(kit);
  const settleRefund = settleRefundTime(kit);

  return ({ pk, sk, type, calendar }, context) => {
    const id = keys.idOf(pk);
    switch (type) {
      case "lesson":
        return settle(id, keys.lessonNumber(sk), context, calendar);
      case "enrolment":
        return lapse(id, context);
      case "opening-deposit":
        return lapseList(id, context, calendar);
      case "notice-delivery":
        return resume(id, keys.noticeChannel(sk), context);
      case "instruction":
        return retry(id, context);
      case "refund":
        return settleRefund(id, context, calendar);
    }
  };
};
