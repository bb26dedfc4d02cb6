import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import { findLesson, lessonChange } from "../../adapters/repositories/lesson-items.ts";
import type { Table } from "../../adapters/table/table.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { InstructionState } from "../../domain/custody/instruction.ts";
import {
  decideRecordInstructionResult,
  type InstructionResult,
} from "../../domain/custody/record-instruction-result.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { toRfc3339 } from "../../domain/shared/time.ts";
import type { RequestContext } from "../kit/context.ts";
import { orThrow } from "../kit/problem.ts";
import type { RecordedResult } from "./schemas.ts";

/**
 * Posts what the bank says of an instruction: instruction, lesson and money in one commit. A result that
 * is recorded already writes nothing but that it was told again, and gets the first answer.
 */
export const resultRecorder = (table: Table) => {
  const enrolments = aggregates(table, enrolmentKind);
  const instructions = aggregates(table, instructionKind);

  return async (
    { instructionId, enrolmentId, lessonNumber }: InstructionState,
    result: InstructionResult,
    context: RequestContext,
  ): Promise<RecordedResult> => {
    const enrolment = await enrolments.find(enrolmentId);
    const lesson = enrolment && (await findLesson(table, enrolment, lessonNumber));
    // Read last: an answer that was recorded a moment ago shows here, and nothing else is then looked at.
    const stored = await instructions.find(instructionId);
    invariant(enrolment && lesson && stored, `${instructionId} carries a lesson's fee`);
    const release = { enrolment: enrolment.state, lesson, instruction: stored.state };
    const receipt = orThrow(decideRecordInstructionResult(release, result, context.now));
    if (receipt.outcome === "already")
      return commitCommand(table, context, [], recorded(stored.state));

    const { decision } = receipt;
    return commitCommand(
      table,
      context,
      [
        ...instructions.change(stored, decision.instruction, decision.instructionEvent, context),
        lessonChange(enrolment, lesson, decision.lesson),
        ...enrolments.change(enrolment, decision.enrolment, decision.event, context),
      ],
      recorded(decision.instruction),
    );
  };
};

function recorded({ instructionId, status, answeredAt }: InstructionState): RecordedResult {
  invariant(
    (status === "executed" || status === "rejected") && answeredAt !== undefined,
    `${instructionId} is answered`,
  );
  return { instructionId, outcome: status, recordedAt: toRfc3339(answeredAt) };
}
