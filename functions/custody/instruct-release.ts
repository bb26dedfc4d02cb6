import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import { findLesson, lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { decideInstructRelease } from "../../domain/custody/instruct-release.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { LessonConfirmed } from "../../events/lesson.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { orThrow } from "../kit/problem.ts";
import { nextInstructionId } from "./instruction-id.ts";

/** Sets a confirmed lesson's fee on its way: the money's move and the instruction are one commit. */
export const instructRelease = ({ table }: Kit): ReactionTo<typeof LessonConfirmed> => {
  const enrolments = aggregates(table, enrolmentKind);
  const institutions = aggregates(table, institutionKind);
  const instructions = aggregates(table, instructionKind);

  return async ({ data }, context) => {
    const { enrolmentId, institutionId, lessonNumber } = data;
    const [enrolment, institution] = await Promise.all([
      enrolments.find(enrolmentId),
      institutions.find(institutionId),
    ]);
    const lesson = enrolment && (await findLesson(table, enrolment, lessonNumber));
    const account = institution?.state.account;
    const custodyAccountNo = enrolment?.state.payment?.custodyAccountNo;
    invariant(enrolment && lesson && account && custodyAccountNo, `${enrolmentId} can be released`);
    const decided = decideInstructRelease(
      enrolment.state,
      lesson,
      {
        instructionId: nextInstructionId(lesson),
        bankId: account.bankId,
        custodyAccountNo,
        payoutAccountNo: account.payoutAccountNo,
      },
      context.now,
    );
    // The confirmation is told again after the lesson has gone on.
    if (!decided.ok && decided.refusal.code === "custody.lesson-not-earned") return;

    const release = orThrow(decided);
    await commitCommand(
      table,
      context,
      [
        ...enrolments.change(enrolment, release.enrolment, release.event, context),
        lessonChange(enrolment, lesson, release.lesson),
        ...instructions.create(release.instruction, release.instructionEvent, context),
      ],
      { instructionId: release.instruction.instructionId },
    );
  };
};
