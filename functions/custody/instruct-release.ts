import { commitCommand } from "../../adapters/unit-of-work.ts";
import {
  type InstructReleaseRefusal,
  isHeldRelease,
} from "../../domain/custody/instruct-release.ts";
import type { LessonConfirmed } from "../../events/lesson.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { orThrow } from "../kit/problem.ts";
import { releaseDrafter } from "./release-drafter.ts";

const isNotNow = (code: InstructReleaseRefusal): boolean =>
  code === "custody.lesson-not-earned" || code === "custody.undo-not-over" || isHeldRelease(code);

/**
 * Sets a confirmed lesson's fee on its way: the money's move and the instruction are one commit. A confirmation
 * that may still be undone is left to the instant at which it stands.
 */
export const instructRelease = ({ table }: Kit): ReactionTo<typeof LessonConfirmed> => {
  const draft = releaseDrafter(table);

  return async ({ data }, context) => {
    if (data.undoUntil !== undefined && context.now < Date.parse(data.undoUntil)) return;
    const drafted = await draft(data, context);
    // The confirmation is told again after the lesson has gone on, or was undone and given anew.
    if (!drafted.ok && isNotNow(drafted.refusal.code)) return;
    const { instructionId, changes } = orThrow(drafted);
    await commitCommand(table, context, changes, { instructionId });
  };
};
