import { aggregates } from "../../adapters/aggregates.ts";
import { institutionKind } from "../../adapters/repositories/institution-kinds.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import { isHeldRelease } from "../../domain/custody/instruct-release.ts";
import { followUp, holdReturned, type InstructionState } from "../../domain/custody/instruction.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { nextInstructionId } from "../custody/instruction-id.ts";
import { releaseDrafter } from "../custody/release-drafter.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { type CalledPerson, callAPerson } from "./call-a-person.ts";

/**
 * What follows, after a pause, from a release that the bank sent back. The first return may be the bank's bad
 * day: the fee is instructed once more, under another id. After the second, or where no instruction can be drawn
 * up, a person looks; the fee stays earned meanwhile. While releases are kept back it
 * awaits the end of that, and no instant.
 */
export const retryRelease = ({ table }: Kit) => {
  const draft = releaseDrafter(table);
  const institutions = aggregates(table, institutionKind);
  const instructions = aggregates(table, instructionKind);

  const callFor = async (
    { institutionId, enrolmentId, lessonNumber, instructionId, amountFen }: InstructionState,
    reasonCode: string,
    context: RequestContext,
  ): Promise<CalledPerson> => {
    const institution = await institutions.find(institutionId);
    invariant(institution, `${enrolmentId} has an institution`);
    return callAPerson(table, context, {
      kind: "release-refused",
      about: { institutionId, enrolmentId, lessonNumber, instructionId },
      reasonCode,
      amountFen,
      unitId: institution.state.countyUnitId,
    });
  };

  /** What is written besides the instruction that came back; nothing where the lesson has gone on. */
  const consequencesOf = async (
    returned: InstructionState,
    context: RequestContext,
  ): Promise<{ readonly next: string; readonly changes: readonly Change[] } | "held"> => {
    const isFirst =
      nextInstructionId({
        enrolmentId: returned.enrolmentId,
        lessonNumber: returned.lessonNumber,
      }) === returned.instructionId;
    const drafted = await draft(returned, context);
    if (!drafted.ok && isHeldRelease(drafted.refusal.code)) return "held";
    if (!drafted.ok && drafted.refusal.code === "custody.lesson-not-earned")
      return { next: "gone-on", changes: [] };
    if (drafted.ok && isFirst)
      return { next: drafted.value.instructionId, changes: drafted.value.changes };
    const reason = drafted.ok ? (returned.reasonCode ?? "returned") : drafted.refusal.code;
    const { taskId, changes } = await callFor(returned, reason, context);
    return { next: taskId, changes };
  };

  return async (instructionId: string, context: RequestContext): Promise<string> => {
    const found = await instructions.find(instructionId);
    invariant(found, `${instructionId} is in the table`);
    const { retryAt } = found.state;
    if (retryAt === undefined || context.now < retryAt) return "nothing-due";
    const consequences = await consequencesOf(found.state, context);
    if (consequences === "held") {
      const { instruction, event } = holdReturned(found.state);
      await commitCommand(
        table,
        context,
        instructions.change(found, instruction, event, context),
        {},
      );
      return "held";
    }
    const { next, changes } = consequences;
    const { instruction, event } = followUp(found.state, next);
    await commitCommand(
      table,
      context,
      [...instructions.change(found, instruction, event, context), ...changes],
      { next },
    );
    return "followed-up";
  };
};
