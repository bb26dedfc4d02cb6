import { clockChange, findLessonItem } from "../../adapters/repositories/lesson-items.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import { isHeldRelease } from "../../domain/custody/instruct-release.ts";
import { withoutUndo } from "../../domain/lesson/family-clock.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { releaseDrafter } from "./release-drafter.ts";

/**
 * Instructs the fee of a lesson whose family can no longer take its confirmation back. Where it did so in
 * time, or the lesson went on by another way, nothing happens; where the authority keeps releases back, the clock
 * stops and the lesson waits until they are free.
 */
export const instructConfirmed = ({ table }: Pick<Kit, "table">) => {
  const draft = releaseDrafter(table);

  return async (
    enrolmentId: string,
    lessonNumber: number,
    context: RequestContext,
  ): Promise<string> => {
    // Read first: what has changed since then makes the stopped clock's condition fail.
    const stored = await findLessonItem(table, enrolmentId, lessonNumber);
    invariant(stored, `lesson ${lessonNumber} of ${enrolmentId} is due and exists`);
    const drafted = await draft({ enrolmentId, lessonNumber }, context);
    if (drafted.ok) {
      const { instructionId, changes } = drafted.value;
      await commitCommand(table, context, changes, { instructionId });
      return "instructed";
    }
    const { code } = drafted.refusal;
    if (isHeldRelease(code) && stored.lesson.undoUntil !== undefined)
      await commitCommand(table, context, [clockChange(stored, withoutUndo(stored.lesson))], {});
    return code;
  };
};
