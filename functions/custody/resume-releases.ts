import * as z from "zod";
import { aggregates } from "../../adapters/aggregates.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { instructionKind } from "../../adapters/repositories/instruction-kinds.ts";
import { lessonsOf } from "../../adapters/repositories/lesson-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { resumeReturned } from "../../domain/custody/instruction.ts";
import { EnrolmentId } from "../../domain/shared/ids.ts";
import type { LessonState } from "../../domain/lesson/lesson.ts";
import { lessonTransitions } from "../../domain/lesson/transitions.ts";
import { nextState } from "../../domain/shared/lifecycle.ts";
import type { BankKit } from "../kit/bank-deps.ts";
import type { RequestContext } from "../kit/context.ts";
import type { MessageTask } from "../kit/queue.ts";
import { instructionSender } from "./instruction-sender.ts";
import { releaseDrafter } from "./release-drafter.ts";

/** The orders of one institution whose releases are looked through. */
export const HeldReleases = z.object({ enrolmentIds: z.array(EnrolmentId) });

/**
 * Sets on their way what a freeze or a stop held: fees that were earned meanwhile are instructed, instructions that were drawn
 * up are sent. Each lesson's own status says what it awaits, so that the same message again finds nothing to do,
 * and a new freeze or stop holds it again. A release that came back and was held falls due anew.
 */
export const resumeReleases = (kit: BankKit): MessageTask<z.output<typeof HeldReleases>> => {
  const { table } = kit;
  const enrolments = aggregates(table, enrolmentKind);
  const instructions = aggregates(table, instructionKind);
  const draft = releaseDrafter(table);
  const send = instructionSender(kit);

  /** What came back and was held falls due again, once. */
  async function resumeReturnedOne(instructionId: string, context: RequestContext) {
    const found = await instructions.find(instructionId);
    const resumed = found && resumeReturned(found.state, context.now);
    if (found === undefined || resumed === undefined) return false;
    const { instruction, event } = resumed;
    await commitCommand(
      table,
      context,
      instructions.change(found, instruction, event, context),
      {},
    );
    return true;
  }

  async function resume(lesson: LessonState, context: RequestContext): Promise<boolean> {
    const { status, instructionId } = lesson;
    if (status === "releasing" && instructionId !== undefined)
      return (await send(instructionId, context)) === "sent";
    const isEarned = nextState(lessonTransitions, status, "instruct-release") !== undefined;
    if (!isEarned) return false;
    if (instructionId !== undefined) return resumeReturnedOne(instructionId, context);
    const drafted = await draft(lesson, context);
    if (!drafted.ok) return false;
    await commitCommand(table, context, drafted.value.changes, {});
    return true;
  }

  return async ({ enrolmentIds }, context) => {
    let resumed = 0;
    for (const { state } of await enrolments.findMany(enrolmentIds)) {
      const { earned, releasing } = state.balances;
      if (earned + releasing === 0) continue;
      for (const lesson of await lessonsOf(table, state.enrolmentId))
        if (await resume(lesson, context)) resumed += 1;
    }
    return `resumed ${resumed}`;
  };
};
