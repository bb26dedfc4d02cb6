import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { disputeChange, disputeTextChange } from "../../adapters/repositories/dispute-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideDisputeLesson } from "../../domain/lesson/dispute-lesson.ts";
import { DisputeId } from "../../domain/shared/ids.ts";
import type { UseCaseOf } from "../kit/http.ts";
import type { PersonalKit } from "../kit/personal-deps.ts";
import { orThrow } from "../kit/problem.ts";
import type { disputeLesson as contract } from "./dispute-contracts.ts";
import { ownLesson } from "./own-lesson.ts";

export const disputeLesson = ({ table, vault }: PersonalKit): UseCaseOf<typeof contract> => {
  const enrolments = aggregates(table, enrolmentKind);

  return async ({ path, body: { reason, text } }, context) => {
    const { enrolment, stored, lesson } = await ownLesson(table, context, path);
    const disputeId = DisputeId.parse(context.newId("dsp"));
    const command = { disputeId, reason };
    const decided = orThrow(decideDisputeLesson(enrolment.state, lesson, command, context.now));
    const { institutionId } = enrolment.state;
    const { enrolmentId, lessonNumber, amountFen, status } = decided.lesson;
    return commitCommand(
      table,
      context,
      [
        ...enrolments.change(enrolment, decided.enrolment, decided.event, context),
        lessonChange(enrolment, stored, decided.lesson),
        disputeChange(decided.file),
        await disputeTextChange(vault, disputeId, "family", text),
        ...noticeChanges(context, {
          recipient: { kind: "institution", institutionId },
          template: "lesson-disputed",
          facts: { amountFen },
          about: { enrolmentId, lessonNumber },
        }),
      ],
      { disputeId, enrolmentId, lessonNumber, status, amountFen },
    );
  };
};
