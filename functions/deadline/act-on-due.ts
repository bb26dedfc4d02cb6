import * as z from "zod";
import { keys } from "../../adapters/table/keys.ts";
import { lapseOrder } from "../enrolment/lapse-order.ts";
import type { Kit } from "../kit/deps.ts";
import type { MessageTask } from "../kit/queue.ts";
import { resumePostponed } from "../notice/resume-postponed.ts";
import { retryRelease } from "../settlement/retry-release.ts";
import { settleSilence } from "../lesson/settle-silence.ts";

/** What the queue says of one item: where it lies, what it is, and since when it is due. */
export const DueMessage = z.object({
  pk: z.string(),
  sk: z.string(),
  type: z.enum(["lesson", "enrolment", "notice-delivery", "instruction"]),
  duesk: z.string(),
});

/**
 * Gives the command that a person would give. The item is read again and its own rules decide: it may have
 * been settled meanwhile, or the message may come twice or too early.
 */
export const actOnDue = (kit: Kit): MessageTask<z.output<typeof DueMessage>> => {
  const settle = settleSilence(kit);
  const lapse = lapseOrder(kit);
  const resume = resumePostponed(kit);
  const retry = retryRelease(kit);

  return ({ pk, sk, type }, context) => {
    const id = keys.idOf(pk);
    switch (type) {
      case "lesson":
        return settle(id, keys.lessonNumber(sk), context);
      case "enrolment":
        return lapse(id, context);
      case "notice-delivery":
        return resume(id, keys.noticeChannel(sk), context);
      case "instruction":
        return retry(id, context);
    }
  };
};
