import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { LessonConfirmed } from "../../events/lesson.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";
import { orThrow } from "../kit/problem.ts";
import { releaseDrafter } from "./release-drafter.ts";

/** Sets a confirmed lesson's fee on its way: the money's move and the instruction are one commit. */
export const instructRelease = ({ table }: Kit): ReactionTo<typeof LessonConfirmed> => {
  const draft = releaseDrafter(table);

  return async ({ data }, context) => {
    const drafted = await draft(data, context);
    // The confirmation is told again after the lesson has gone on.
    if (!drafted.ok && drafted.refusal.code === "custody.lesson-not-earned") return;
    const { instructionId, changes } = orThrow(drafted);
    await commitCommand(table, context, changes, { instructionId });
  };
};
