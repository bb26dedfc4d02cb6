import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { disputeChange, findDispute } from "../../adapters/repositories/dispute-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { commitCommand, StaleVersion } from "../../adapters/unit-of-work.ts";
import { guardianOf } from "../../domain/enrolment/enrolment.ts";
import { decideWithdrawDispute } from "../../domain/lesson/settle-dispute.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { orThrow, Refused } from "../kit/problem.ts";
import { confirmationClock } from "./confirmation-clock.ts";
import type { withdrawDispute as contract } from "./dispute-contracts.ts";
import { ownLesson } from "./own-lesson.ts";

/**
 * Takes a dispute back. Both sides are told in the same transaction: silence counts again from this notice
 * on, and a time that runs must be known.
 */
export const withdrawDispute = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const enrolments = aggregates(table, enrolmentKind);
  const clockOf = confirmationClock(kit);

  return async ({ path }, context) => {
    const { enrolment, stored, lesson } = await ownLesson(table, context, path);
    const file = lesson.disputeId && (await findDispute(table, lesson.disputeId));
    if (file === undefined)
      throw new Refused("lesson.not-disputed", {
        lessonNumber: path.lessonNumber,
        status: lesson.status,
      });
    // Lesson and file are read one after the other; this one was settled between the two.
    if (file.status !== "open") throw new StaleVersion(`${file.disputeId} is settled`);
    const deadline = await clockOf(enrolment.state, context.now);
    const disputed = { enrolment: enrolment.state, lesson, file };
    const decided = orThrow(decideWithdrawDispute(disputed, deadline));
    const { institutionId } = enrolment.state;
    const { enrolmentId, lessonNumber, amountFen, status } = decided.lesson;
    const about = { enrolmentId, lessonNumber };
    return commitCommand(
      table,
      context,
      [
        ...enrolments.change(enrolment, decided.enrolment, decided.event, context),
        lessonChange(enrolment, stored, decided.lesson),
        disputeChange(decided.file),
        ...noticeChanges(context, {
          recipient: { kind: "institution", institutionId },
          template: "dispute-withdrawn",
          facts: { amountFen },
          about,
        }),
        ...noticeChanges(context, {
          recipient: { kind: "member", memberId: guardianOf(enrolment.state) },
          template: "confirmation-requested",
          facts: { amountFen, dueOn: deadline.lastDay },
          about,
        }),
      ],
      { disputeId: file.disputeId, enrolmentId, lessonNumber, status, amountFen },
    );
  };
};
