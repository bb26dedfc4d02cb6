import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import { findLesson, lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { mustBeListed } from "../../adapters/repositories/orders-of-institution.ts";
import type { Table } from "../../adapters/table/table.ts";
import type { Change, CommitContext } from "../../adapters/unit-of-work.ts";
import {
  decideInstructRelease,
  type InstructReleaseRefusal,
  isHeldRelease,
} from "../../domain/custody/instruct-release.ts";
import { releaseHoldOf } from "../../domain/institution/holds.ts";
import { wayOfMoney } from "../../domain/enrolment/way-of-money.ts";
import type { InstructionId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { ok, type Result } from "../../domain/shared/result.ts";
import { nextInstructionId } from "./instruction-id.ts";

export interface DraftedRelease {
  readonly instructionId: InstructionId;
  /** The move of the money, the lesson, and the instruction: to be committed together. */
  readonly changes: readonly Change[];
}

interface LessonRef {
  readonly enrolmentId: string;
  readonly lessonNumber: number;
}

/**
 * Draws up the instruction to pay a lesson's fee, whoever asks for it: a confirmation, or a person later. What is held is
 * refused as such only where the end of the hold will find it.
 */
export const releaseDrafter = (table: Table) => {
  const enrolments = aggregates(table, enrolmentKind);
  const institutions = aggregates(table, institutionKind);
  const instructions = aggregates(table, instructionKind);

  return async (
    { enrolmentId, lessonNumber }: LessonRef,
    context: CommitContext,
  ): Promise<Result<DraftedRelease, InstructReleaseRefusal>> => {
    const enrolment = await enrolments.find(enrolmentId);
    invariant(enrolment, `${enrolmentId} has a lesson ${lessonNumber}`);
    const [lesson, institution] = await Promise.all([
      findLesson(table, enrolment, lessonNumber),
      institutions.find(enrolment.state.institutionId),
    ]);
    const account = institution?.state.account;
    invariant(lesson && account, `${enrolmentId} can be released`);
    // What was sold before the institution joined lies in the account into which its deposit went.
    const { custodyAccountNo } = wayOfMoney(enrolment.state) ?? account;
    const instructionId = nextInstructionId(lesson);
    const { bankId, payoutAccountNo } = account;
    const hold = releaseHoldOf(institution.state);
    const command = {
      ...{ instructionId, bankId, custodyAccountNo, payoutAccountNo },
      ...(hold === undefined ? {} : { hold }),
    };
    const decided = decideInstructRelease(enrolment.state, lesson, command, context.now);
    if (!decided.ok) {
      if (isHeldRelease(decided.refusal.code)) await mustBeListed(table, enrolment.state);
      return decided;
    }
    const release = decided.value;
    return ok({
      instructionId,
      changes: [
        ...enrolments.change(enrolment, release.enrolment, release.event, context),
        lessonChange(enrolment, lesson, release.lesson),
        ...instructions.create(release.instruction, release.instructionEvent, context),
      ],
    });
  };
};
