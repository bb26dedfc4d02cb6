import * as z from "zod";
import type { Table } from "../../adapters/table/table.ts";
import { AlreadyAnswered, commitCommand } from "../../adapters/unit-of-work.ts";
import { memberOf } from "../kit/access.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { UseCaseOf } from "../kit/http.ts";
import { sameRequest } from "../kit/idempotency.ts";
import { ownConfirmation } from "./confirmation.ts";
import type { confirmLessons as contract } from "./contracts.ts";
import { derivedRecord, eachLesson } from "./each-lesson.ts";
import { pendingLessonsOf } from "./pending-lessons.ts";
import { LessonRef, MOST_ENROLMENTS } from "./schemas.ts";

export const confirmLessons = (kit: Kit): UseCaseOf<typeof contract> => {
  const { table } = kit;
  const confirm = ownConfirmation(kit);

  return async ({ body }, context) => {
    const { lessons, remainingCount } =
      body.lessons === undefined
        ? await allPending(table, context)
        : { lessons: body.lessons, remainingCount: 0 };
    const results = await eachLesson(table, context, lessons, (lesson, own) =>
      confirm(own, lesson),
    );
    return commitCommand(table, context, [], { results, remainingCount });
  };
};

const Asked = z.object({ lessons: z.array(LessonRef), remainingCount: z.int() });

/**
 * What awaited confirmation when the caller first asked under this key. It is noted, so that a call that is
 * sent again speaks of the same lessons, also of those that its first try confirmed.
 */
async function allPending(table: Table, context: RequestContext): Promise<z.infer<typeof Asked>> {
  const idempotency = derivedRecord(context, "asked");
  const pending = await pendingLessonsOf(table, memberOf(context).memberId);
  const lessons = pending.slice(0, MOST_ENROLMENTS);
  const asked = { lessons, remainingCount: pending.length - lessons.length };
  try {
    return await commitCommand(table, { ...context, idempotency, attached: [] }, [], asked);
  } catch (error) {
    if (!(error instanceof AlreadyAnswered)) throw error;
    return Asked.parse(sameRequest(error.stored, idempotency).answer);
  }
}
