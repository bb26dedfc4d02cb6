import { aggregates } from "../../adapters/aggregates.ts";
import { familyNoticeChanges } from "../../adapters/notices/record-notice.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { AbsenceRecorded } from "../../events/lesson.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";

/** The family learns that its child was recorded as absent, and whether the lesson counts. */
export const tellOfAbsence = ({ table }: Kit): ReactionTo<typeof AbsenceRecorded> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ data: { enrolmentId, lessonNumber, counted } }, context) => {
    const enrolment = await enrolments.find(enrolmentId);
    invariant(enrolment, `a pupil of ${enrolmentId} was absent`);
    const changes = familyNoticeChanges(context, enrolment.state, {
      template: counted ? "absence-counted" : "absence-not-counted",
      facts: {},
      about: { enrolmentId, lessonNumber },
    });
    await commitCommand(table, context, changes, { enrolmentId, lessonNumber });
  };
};
