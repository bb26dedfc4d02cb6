import { aggregates } from "../../adapters/aggregates.ts";
import { familyNoticeChanges } from "../../adapters/notices/record-notice.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import {
  noLongerUnclaimed,
  unclaimedOpenings,
} from "../../adapters/repositories/opening-deposits.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { claimOpening } from "../../domain/enrolment/claim-opening.ts";
import type { StudentLinked } from "../../events/student.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";

/**
 * Gives the guardian who added a pupil whatever was stated for that pupil while nobody had, and tells of each in
 * the same transaction. What has a guardian is passed over: of two who add a pupil, one has it.
 */
export const claimOpenings = ({ table }: Kit): ReactionTo<typeof StudentLinked> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ data: { studentId, guardianId } }, context) => {
    const { idempotency: _withTheLast, ...each } = context;
    const found = await enrolments.findMany([...(await unclaimedOpenings(table, studentId))]);
    for (const stored of found) {
      const claimed = claimOpening(stored.state, guardianId);
      if (claimed === undefined) continue;
      const { enrolment, event } = claimed;
      const { enrolmentId, priceFen: amountFen, lessonCount } = enrolment;
      const changes = [
        ...enrolments.change(stored, enrolment, event, context),
        noLongerUnclaimed(enrolment),
        ...familyNoticeChanges(context, enrolment, {
          template: "opening-claimed",
          facts: { amountFen, lessonCount },
          about: { enrolmentId },
        }),
      ];
      await commitCommand(table, each, changes, {});
    }
    await commitCommand(table, context, [], { studentId });
  };
};
