import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { freeSeatChange } from "../../adapters/repositories/class-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import {
  noLongerUnclaimed,
  openingParts,
  unstatedOpeningChange,
} from "../../adapters/repositories/opening-deposits.ts";
import { consumedLessonsChange } from "../../adapters/repositories/order-guard-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { dropOpening } from "../../domain/enrolment/close-openings.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { OpeningDepositClosed } from "../../events/opening.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";

/**
 * Ends the enrolments of a closed list one after the other: each with its seat, its lessons in the pupil's guard
 * and the note that its sale is stated, in one transaction. What has ended is passed over, so that a run that
 * breaks off is followed by one that goes on where it stopped.
 */
export const closeOpenings = ({ table }: Kit): ReactionTo<typeof OpeningDepositClosed> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ data: { jobId, institutionId, totalFen, lineCount, because } }, context) => {
    const { idempotency: _withTheLast, ...each } = context;
    for (const { enrolmentId } of await openingParts(table, jobId)) {
      const stored = await enrolments.find(enrolmentId);
      invariant(stored, `a line of ${jobId} became ${enrolmentId}`);
      const dropped = dropOpening(stored.state);
      if (dropped === undefined) continue;
      const { enrolment, event } = dropped;
      const changes = [
        ...enrolments.change(stored, enrolment, event, context),
        consumedLessonsChange(enrolment, enrolment.lessonCount),
        freeSeatChange(enrolment.classId),
        unstatedOpeningChange(enrolment),
        ...(enrolment.guardianId === undefined ? [noLongerUnclaimed(enrolment)] : []),
      ];
      await commitCommand(table, each, changes, {});
    }
    const told =
      because === "withdrawn"
        ? []
        : noticeChanges(context, {
            recipient: { kind: "institution", institutionId },
            template: "opening-deposit-lapsed",
            facts: { jobId, amountFen: totalFen, lineCount },
            about: {},
          });
    await commitCommand(table, context, told, { jobId });
  };
};
