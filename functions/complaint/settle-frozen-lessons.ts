import { aggregates } from "../../adapters/aggregates.ts";
import { noticeChanges } from "../../adapters/notices/record-notice.ts";
import { attendanceWithdrawn } from "../../adapters/repositories/attendance-items.ts";
import { disputeChange, findDispute } from "../../adapters/repositories/dispute-items.ts";
import { enrolmentKind } from "../../adapters/repositories/enrolment-kinds.ts";
import { lessonChange } from "../../adapters/repositories/lesson-items.ts";
import { consumedLessonsChange } from "../../adapters/repositories/order-guard-items.ts";
import { type Change, commitCommand } from "../../adapters/unit-of-work.ts";
import type { ComplaintState } from "../../domain/complaint/complaint.ts";
import { type FrozenFate, fateOf } from "../../domain/complaint/frozen-lessons.ts";
import { type EnrolmentState, guardianOf } from "../../domain/enrolment/enrolment.ts";
import {
  decideResolveDispute,
  decideWithdrawDispute,
  type Disputed,
  type SettledDispute,
} from "../../domain/lesson/settle-dispute.ts";
import type { MemberId } from "../../domain/shared/ids.ts";
import { invariant } from "../../domain/shared/invariant.ts";
import { confirmationClock } from "../lesson/confirmation-clock.ts";
import { lessonOf } from "../lesson/own-lesson.ts";
import type { RequestContext } from "../kit/context.ts";
import type { Kit } from "../kit/deps.ts";
import { orThrow } from "../kit/problem.ts";

/**
 * Settles the lessons that a complaint froze, one after the other, each in a transaction of its own. What was
 * settled before, or is frozen by a dispute of its own, stays as it is.
 */
export const settleFrozenLessons = (kit: Kit) => {
  const { table } = kit;
  const enrolments = aggregates(table, enrolmentKind);
  const clockOf = confirmationClock(kit);

  async function settle(
    complaint: ComplaintState,
    enrolmentId: string,
    lessonNumber: number,
    context: RequestContext,
  ): Promise<void> {
    const enrolment = await enrolments.find(enrolmentId);
    invariant(enrolment, `${complaint.complaintId} is about an order that exists`);
    const { stored, lesson } = await lessonOf(table, enrolment, lessonNumber);
    const file = lesson.disputeId && (await findDispute(table, lesson.disputeId));
    if (file?.complaintId !== complaint.complaintId || file.status !== "open") return;
    const disputed = { enrolment: enrolment.state, lesson, file };
    const fate = fateOf(complaint, lessonNumber);
    const decided = await decide(disputed, fate, complaint.resolution?.officerId, context);
    await commitCommand(
      table,
      context,
      [
        ...enrolments.change(enrolment, decided.enrolment, decided.event, context),
        lessonChange(enrolment, stored, decided.lesson),
        disputeChange(decided.file),
        ...consequences(enrolment.state, decided, fate),
        ...news(context, enrolment.state, decided),
      ],
      {},
    );
  }

  async function decide(
    disputed: Disputed,
    fate: FrozenFate,
    officerId: MemberId | undefined,
    { now }: RequestContext,
  ): Promise<SettledDispute> {
    if (fate === "confirm-again")
      return orThrow(decideWithdrawDispute(disputed, await clockOf(disputed.enrolment, now)));
    invariant(officerId, `an officer found for the ${fate}`);
    return orThrow(decideResolveDispute(disputed, { finding: fate, officerId }, now));
  }

  return async (complaint: ComplaintState, context: RequestContext): Promise<void> => {
    const { enrolmentId, lessons } = complaint;
    if (enrolmentId === undefined) return;
    for (const lessonNumber of lessons) await settle(complaint, enrolmentId, lessonNumber, context);
  };
};

/** As after any dispute: a confirmed lesson leaves the order guard, an untaught one the class's register. */
function consequences(
  enrolment: EnrolmentState,
  decided: SettledDispute,
  fate: FrozenFate,
): readonly Change[] {
  if (decided.consumedLessonCount > 0)
    return [consumedLessonsChange(enrolment, decided.consumedLessonCount)];
  return fate === "family"
    ? [attendanceWithdrawn({ classId: enrolment.classId, ...decided.lesson })]
    : [];
}

/** Silence counts again from the notice that the lesson awaits an answer; otherwise both sides learn the end. */
function news(
  context: RequestContext,
  enrolment: EnrolmentState,
  { lesson: { enrolmentId, lessonNumber, amountFen, deadline } }: SettledDispute,
): readonly Change[] {
  const about = { enrolmentId, lessonNumber };
  const { institutionId } = enrolment;
  const family = { kind: "member", memberId: guardianOf(enrolment) } as const;
  if (deadline !== undefined)
    return noticeChanges(context, {
      recipient: family,
      template: "confirmation-requested",
      facts: { amountFen, dueOn: deadline.lastDay },
      about,
    });
  return [family, { kind: "institution", institutionId } as const].flatMap((recipient) =>
    noticeChanges(context, {
      recipient,
      template: "dispute-resolved",
      facts: { amountFen },
      about,
    }),
  );
}
