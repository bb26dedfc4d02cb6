import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { commitCommand } from "../../adapters/unit-of-work.ts";
import type { ReleaseExecuted } from "../../events/custody.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";

/** The institution learns for which lesson it was paid. */
export const tellOfRelease =
  ({ table }: Kit): ReactionTo<typeof ReleaseExecuted> =>
  async ({ data: { enrolmentId, institutionId, lessonNumber, amountFen } }, context) => {
    const changes = noticeChanges(context, {
      recipient: { kind: "institution", institutionId },
      template: "release-executed",
      facts: { amountFen },
      about: { enrolmentId, lessonNumber },
    });
    await commitCommand(table, context, changes, { enrolmentId, lessonNumber });
  };
