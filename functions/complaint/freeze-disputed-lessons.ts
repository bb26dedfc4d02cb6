import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { disputeChange } from "../../adapters/repositories/dispute-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { AlreadyAnswered, commitCommand } from "../../adapters/unit-of-work.ts";
import { decideDisputeLesson } from "../../domain/lesson/dispute-lesson.ts";
import { DisputeId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import type { ComplaintFiled } from "../../events/complaint.ts";
import { derivedRecord } from "../lesson/each-lesson.ts";
import { lessonOf } from "../lesson/own-lesson.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import type { ReactionTo } from "../kit/event.ts";

type Filed = Parameters<ReactionTo<typeof ComplaintFiled>>[0]["data"];

/**
 * Freezes the lessons of a complaint, each in a transaction of its own, by the same decision as a dispute.
 * Lessons whose confirmation nobody has asked for have nothing to freeze, and those paid out are no longer
 * to be had: the complaint goes on without.
 */
export const freezeDisputedLessons = ({ table }: Kit): ReactionTo<typeof ComplaintFiled> => {
  const enrolments = aggregates(table, enrolmentKind);

  async function freeze(
    { complaintId, institutionId }: Filed,
    enrolmentId: string,
    lessonNumber: number,
    context: RequestContext,
  ): Promise<void> {
    const enrolment = await enrolments.find(enrolmentId);
    invariant(enrolment, `${complaintId} is about an order that exists`);
    const { stored, lesson } = await lessonOf(table, enrolment, lessonNumber);
    const disputeId = DisputeId.parse(context.newId("dsp"));
    const command = { disputeId, reason: "other", complaintId } as const;
    const decided = decideDisputeLesson(enrolment.state, lesson, command, context.now);
    if (!decided.ok) return;
    const { value } = decided;
    const { amountFen } = value.lesson;
    const changes = [
      ...enrolments.change(enrolment, value.enrolment, value.event, context),
      lessonChange(enrolment, stored, value.lesson),
      disputeChange(value.file),
      ...noticeChanges(context, {
        recipient: { kind: "institution", institutionId },
        template: "lesson-disputed",
        facts: { amountFen },
        about: { enrolmentId: value.lesson.enrolmentId, lessonNumber },
      }),
    ];
    await commitCommand(table, context, changes, { disputeId });
  }

  return async ({ data }, context) => {
    const { enrolmentId, lessons } = data;
    if (enrolmentId === undefined) return;
    for (const lessonNumber of lessons) {
      const record = derivedRecord(context, `lesson.${lessonNumber}`);
      await unlessDone(() =>
        freeze(data, enrolmentId, lessonNumber, { ...context, idempotency: record }),
      );
    }
  };
};

/** An earlier delivery of the same event may have come this far. */
async function unlessDone(run: () => Promise<void>): Promise<void> {
  try {
    await run();
  } catch (error) {
    if (!(error instanceof AlreadyAnswered)) throw error;
  }
}
